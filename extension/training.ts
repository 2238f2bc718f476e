import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { FormValues } from '../webviews/train/contract';
import type { Source } from './catalogue';
import type { Nabla } from './nabla';
import type { PastRun } from './runs/history';
import { listRuns } from './runs/history';
import type { Run } from './runs/run';
import { requireTrust } from './trust';

/** Runs of a workspace folder are kept in it. */
const RUNS = join('.nabla', 'runs');

/** In a run's folder: what it was asked for, with everything filled in. */
const SPECIFICATION = 'spec.json';

/** Where the specification has what the form asks for. */
const PATHS: Record<keyof FormValues, string> = {
  epochs: 'training.epochs',
  learningRate: 'optimizer.learningRate',
  batchSize: 'training.batchSize',
  seed: 'training.seed',
};

function overridesOf(values: Partial<FormValues>): Record<string, unknown> {
  const filled = Object.entries(PATHS).map(([name, path]) => [path, values[name as keyof FormValues] ?? null]);
  const backend = vscode.workspace.getConfiguration('nabla').get<string>('backend', 'auto');
  const device = backend === 'auto' ? [] : [['backend', backend]];
  return Object.fromEntries([...filled.filter(([, value]) => value !== null), ...device]) as Record<string, unknown>;
}

/** Starts, resumes and finds runs in this workspace; nothing trains but through here, past the gate of trust. */
export class Training {
  constructor(private readonly nabla: Nabla) {}

  /** The folder of runs: the workspace's first one has it, the extension's storage when no folder is open. */
  get folder(): string {
    const root = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
    return root ? join(root.uri.fsPath, RUNS) : join(this.nabla.context.globalStorageUri.fsPath, 'runs');
  }

  /** The runs on disk, newest first. */
  past(): Promise<PastRun[]> {
    return listRuns(this.folder);
  }

  /** A run by the name of its folder; undefined if there is none. */
  open(name: string): Promise<Run | undefined> {
    return this.nabla.runs.open(this.folder, name);
  }

  /** Trains a recipe or a specification, with the values of the form over it, and shows the monitor. */
  async start({ source, label }: Source, values: Partial<FormValues> = {}): Promise<void> {
    if (!(await requireTrust('Training'))) return;
    const run = this.nabla.runs.start(label, {
      source,
      overrides: overridesOf(values),
      runs: this.folder,
      trusted: true,
    });
    this.nabla.monitors.show(run);
  }

  /** Trains as a run was asked for, with changes of its specification, and shows the monitor. */
  async startLike({ folder, model }: Run, changes: Readonly<Record<string, unknown>>): Promise<void> {
    if (folder === undefined || !(await requireTrust('Training'))) return;
    const run = this.nabla.runs.start(model.summary.title, {
      source: join(folder, SPECIFICATION),
      overrides: { ...changes },
      runs: this.folder,
      trusted: true,
    });
    this.nabla.monitors.show(run);
  }

  /** Goes on with a run and shows its monitor. */
  async resume(run: Run): Promise<void> {
    if (!(await requireTrust('Training'))) return;
    this.nabla.runs.resume(run, run.folder ? dirname(run.folder) : this.folder);
    this.nabla.monitors.show(run);
  }
}
