import * as v from 'valibot';
import * as vscode from 'vscode';
import type { RunSymptom } from '../../webviews/monitor/contract';
import type { Nabla } from '../nabla';
import { pickRun } from '../run-picker';
import type { Fix } from '../runs/model';
import type { Run } from '../runs/run';
import { requireTrust } from '../trust';
import type { Command } from './command';

/** Which fix of which symptom, as the monitor names it. */
const placeSchema = v.object({ symptom: v.string(), layer: v.nullable(v.string()), fix: v.number() });

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "optimizer.learningRate = 0.001" */
const settings = ({ changes }: Fix): string =>
  Object.entries(changes)
    .map(([path, value]) => `${path} = ${JSON.stringify(value)}`)
    .join('\n');

/** The user's choice among the fixes of all symptoms that stand. */
async function pickFix({ model }: Run): Promise<Fix | undefined> {
  const itemsOf = ({ id, layer, message }: RunSymptom) =>
    model.fixesOf(id, layer).map((fix) => ({
      label: sentence(fix.title),
      description: settings(fix).replaceAll('\n', ', '),
      detail: message,
      fix,
    }));
  const items = model.summary.symptoms.flatMap(itemsOf);
  if (items.length === 0) throw new Error(`"${model.summary.title}" shows nothing that a setting could mend.`);
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Start a run like this one, but …' }))?.fix;
}

/** Says what would be started, and how; undefined where it is not to be. */
async function agreed(run: Run, fix: Fix): Promise<'stop' | 'beside' | undefined> {
  const [start, stop, beside] = ['Start', 'Stop and Start', 'Start Beside It'];
  const { title, run: name } = run.model.summary;
  const detail = `A new run like ${name}, with:\n\n${settings(fix)}`;
  const question = `${sentence(fix.title)}: start "${title}" again with this change?`;
  const actions = run.isLive ? [stop, beside] : [start];
  const choice = await vscode.window.showInformationMessage(question, { modal: true, detail }, ...actions);
  if (choice === stop) return 'stop';
  return choice === undefined ? undefined : 'beside';
}

async function apply({ training }: Nabla, run: Run, fix: Fix): Promise<void> {
  const how = await agreed(run, fix);
  if (how === undefined) return;
  if (how === 'stop' && run.isLive) run.stop();
  await training.startLike(run, fix.changes);
}

/** Starts a run like one that shows a symptom, with a setting that mends it, after a question. */
export const command: Command = {
  id: 'nabla.applyFix',
  title: 'Start Run with Fix…',
  icon: '$(lightbulb)',
  enablement: 'isWorkspaceTrusted',
  async run(nabla, target, place) {
    if (!(await requireTrust('Training'))) return;
    const run = await pickRun(nabla, target, ({ symptoms }) => symptoms.length > 0, 'Which run is to be mended?');
    if (!run) return;
    const named = v.safeParse(placeSchema, place);
    const { symptom, layer, fix: index } = named.success ? named.output : { symptom: '', layer: null, fix: 0 };
    const fix = named.success ? run.model.fixesOf(symptom, layer)[index] : await pickFix(run);
    if (fix) await apply(nabla, run, fix);
  },
};
