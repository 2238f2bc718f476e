import * as vscode from 'vscode';
import type { RunStatus } from '../../webviews/monitor/contract';
import type { Nabla } from '../nabla';
import { describeBest, describeRun } from '../runs/describe';
import { PastRun } from '../runs/history';
import { Throttle } from '../runs/throttle';
import type { View } from './view';

/** The tree is read from disk; a run that starts or ends need not show within less. */
const REFRESH_MS = 1000;

/** What the names of run folders begin with: runs sort by it. */
const TIME = /^\d{8}-\d{6}-/;

/** Shape and colour both tell the status, so that neither alone has to. */
const ICONS: Record<RunStatus, [icon: string, color?: string]> = {
  starting: ['loading~spin'],
  running: ['sync~spin'],
  stopping: ['sync~spin'],
  stopped: ['debug-pause'],
  finished: ['pass', 'testing.iconPassed'],
  failed: ['error', 'testing.iconFailed'],
  interrupted: ['debug-disconnect'],
};

/** The runs of this workspace, newest first, with their status and best measure. */
class RunTree implements vscode.TreeDataProvider<PastRun> {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #refresh = new Throttle(() => {
    this.#changed.fire(undefined);
  }, REFRESH_MS);
  readonly #shown = new Map<string, RunStatus>();

  constructor(private readonly nabla: Nabla) {}

  getTreeItem(run: PastRun): vscode.TreeItem {
    const { name, summary } = run;
    const item = new vscode.TreeItem(name.replace(TIME, ''));
    const [icon, color] = ICONS[summary.status];
    item.id = name;
    item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
    item.description = [describeBest(summary), describeRun(summary)].filter(Boolean).join(' · ');
    item.tooltip = [summary.title, name, summary.message].filter(Boolean).join('\n');
    item.contextValue = summary.resumable ? 'run.resumable' : 'run';
    item.command = { command: 'nabla.showMonitor', title: 'Show Training Monitor', arguments: [run] };
    return item;
  }

  /** What is on disk; of those that train here, what this window knows already. */
  async getChildren(): Promise<PastRun[]> {
    const live = new Map(this.nabla.runs.live.map((run) => [run.model.summary.run, run.model.summary]));
    const past = await this.nabla.training.past();
    return past.map(({ name, folder, summary }) => new PastRun(folder, live.get(name) ?? summary));
  }

  follow(): vscode.Disposable {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(this.nabla.training.folder), '*');
    const folders = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
    const refresh = () => {
      this.#refresh.request();
    };
    return vscode.Disposable.from(
      this.nabla.runs.changed.on((run) => {
        const { run: name, status } = run.model.summary;
        if (this.#shown.get(name) !== status) refresh();
        this.#shown.set(name, status);
      }),
      folders,
      folders.onDidCreate(refresh),
      folders.onDidDelete(refresh),
      this.#refresh,
      this.#changed,
    );
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
