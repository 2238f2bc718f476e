import { Lines } from '../../../language-server/syntax/lines';
import type { Judgement, Verdict } from './examine';

const VERDICTS: readonly Verdict[] = ['found', 'elsewhere', 'missed', 'false', 'silent', 'other'];

const count = (judgements: readonly Judgement[], verdict: Verdict): number =>
  judgements.filter((each) => each.verdict === verdict).length;

/** Of the mutants that crash, the share that is reported on the line of the crash or of the edit. */
export function foundShare(judgements: readonly Judgement[]): number {
  const [found, elsewhere, missed] = (['found', 'elsewhere', 'missed'] as const).map((each) => count(judgements, each));
  return found! / Math.max(1, found! + elsewhere! + missed!);
}

/** One row an operator, and one for all. */
export function table(judgements: readonly Judgement[]): string {
  const names = [...new Set(judgements.map(({ mutant }) => mutant.operator))];
  const row = (name: string, own: readonly Judgement[]): string =>
    [name.padEnd(20), ...VERDICTS.map((each) => String(count(own, each)).padStart(10)), percent(own)].join('');
  return [
    ['operator'.padEnd(20), ...VERDICTS.map((each) => each.padStart(10)), '   % found'].join(''),
    ...names.map((name) =>
      row(
        name,
        judgements.filter(({ mutant }) => mutant.operator === name),
      ),
    ),
    row('all', judgements),
  ].join('\n');
}

const percent = (judgements: readonly Judgement[]): string =>
  `${(100 * foundShare(judgements)).toFixed(1)} %`.padStart(10);

/** What is to be mended, a line each: crashes that nothing reports, and reports of what runs. */
export const misses = (judgements: readonly Judgement[]): string =>
  judgements
    .filter(({ verdict }) => verdict === 'missed' || verdict === 'elsewhere' || verdict === 'false')
    .map(describe)
    .join('\n');

function describe({ mutant, outcome, findings, verdict }: Judgement): string {
  const { program, operator, from, before, after, text } = mutant;
  const lines = new Lines(text);
  const short = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 60);
  const said = findings
    .map(({ message, range }) => `line ${String(lines.line(range.start))}: ${message.slice(0, 120)}`)
    .join(' | ');
  const crash = outcome ? `line ${String(outcome.line)}: ${outcome.type}: ${short(outcome.message)}` : 'runs';
  return `${verdict} ${program}:${from} [${operator}] ${short(before)} → ${short(after)}; ${crash}${said && `; said: ${said}`}`;
}
