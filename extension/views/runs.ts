import * as vscode from 'vscode';
import type { RunStatus, RunSummary } from '../../webviews/monitor/contract';
import type { Nabla } from '../nabla';
import { describeBest, describeRun } from '../runs/describe';
import type { PastRun } from '../runs/history';
import type { Run } from '../runs/run';
import { Throttle } from '../runs/throttle';
import type { View } from './view';

/** The list is read from disk; a run that starts or ends need not show within less. */
const RELOAD_MS = 1000;

/** What the names of run folders begin with: runs sort by it. */
const TIME = /^\d{8}-\d{6}-/;

/** Shape and colour both tell the status, so that neither alone has to. */
const ICONS: Record<RunStatus, [icon: string, color?: string]> = {
  starting: ['loading~spin'],
  running: ['sync~spin'],
  paused: ['debug-pause'],
  stopping: ['sync~spin'],
  stopped: ['debug-pause'],
  finished: ['pass', 'testing.iconPassed'],
  failed: ['error', 'testing.iconFailed'],
  interrupted: ['debug-disconnect'],
};

const describe = (summary: RunSummary): string =>
  [describeBest(summary), describeRun(summary)].filter(Boolean).join(' · ');

/** The runs of this workspace, newest first, with their status and best measure. */
class RunTree implements vscode.TreeDataProvider<PastRun> {
  readonly #changed = new vscode.EventEmitter<PastRun | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #reload = new Throttle(() => {
    this.#changed.fire(undefined);
  }, RELOAD_MS);
  #items = new Map<string, PastRun>();
  /** What the tree shows of the runs that this window knows. */
  readonly #shown = new Map<string, { status: RunStatus; text: string }>();

  constructor(private readonly nabla: Nabla) {}

  async getChildren(): Promise<PastRun[]> {
    const past = await this.nabla.training.past();
    this.#items = new Map(past.map((run) => [run.name, run]));
    return past;
  }

  getTreeItem(run: PastRun): vscode.TreeItem {
    const { name } = run;
    const summary = this.nabla.runs.find(name)?.model.summary ?? run.summary;
    const item = new vscode.TreeItem(name.replace(TIME, ''));
    const [icon, color] = ICONS[summary.status];
    item.id = name;
    item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
    item.description = describe(summary);
    item.tooltip = [summary.title, name, summary.message].filter(Boolean).join('\n');
    item.contextValue = summary.resumable ? 'run.resumable' : 'run';
    item.command = { command: 'nabla.showMonitor', title: 'Show Training Monitor', arguments: [run] };
    return item;
  }

  follow(): vscode.Disposable {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(this.nabla.training.folder), '*');
    const folders = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
    const reload = () => {
      this.#reload.request();
    };
    return vscode.Disposable.from(
      this.nabla.runs.changed.on((run) => {
        this.#update(run);
      }),
      folders,
      folders.onDidCreate(reload),
      folders.onDidDelete(reload),
      this.#reload,
      this.#changed,
    );
  }

  /** Reads the disk when a run starts or ends; draws one row anew when its text changes. */
  #update({ model: { summary } }: Run): void {
    const before = this.#shown.get(summary.run);
    const now = { status: summary.status, text: describe(summary) };
    this.#shown.set(summary.run, now);
    if (before?.status !== now.status) this.#reload.request();
    else if (before.text !== now.text) this.#changed.fire(this.#items.get(summary.run));
  }
}

/** The tree of runs. */
export const view: View = {
  id: 'nabla.runs',
  register(nabla) {
    const tree = new RunTree(nabla);
    return vscode.Disposable.from(tree.follow(), vscode.window.registerTreeDataProvider('nabla.runs', tree));
  },
};
