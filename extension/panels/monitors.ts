import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { FromMonitor, ToMonitor } from '../../webviews/monitor/contract';
import { decodeMonitorState } from '../../webviews/monitor/contract';
import { monitor } from '../../webviews/monitor/descriptor';
import type { Nabla } from '../nabla';
import { Feed } from '../runs/feed';
import type { Run } from '../runs/run';
import { Throttle } from '../runs/throttle';
import { WebviewHost } from './webview-host';

type Asked<Type extends FromMonitor['type']> = Extract<FromMonitor, { type: Type }>;

/** What the frame's buttons do: a command for the run, and what it takes besides. */
const COMMANDS: {
  [Type in Exclude<FromMonitor['type'], 'ready'>]: [id: string, more?: (asked: Asked<Type>) => unknown];
} = {
  stop: ['nabla.stop'],
  pause: ['nabla.pause'],
  resume: ['nabla.resume'],
  resumeSlower: ['nabla.resume', () => 'slower'],
  setLearningRate: ['nabla.setLearningRate'],
  applyFix: ['nabla.applyFix', ({ symptom, layer, fix }) => ({ symptom, layer, fix })],
  openFolder: ['nabla.openRunFolder'],
  showLog: ['nabla.showLog'],
};

function call(message: Exclude<FromMonitor, { type: 'ready' }>, run: Run): void {
  const [id, more] = COMMANDS[message.type] as [string, ((asked: FromMonitor) => unknown)?];
  void vscode.commands.executeCommand(id, run, more?.(message));
}

/** The monitors that are open: one panel a run, in the editor area. */
export class Monitors {
  readonly #panels = new Map<Run, vscode.WebviewPanel>();

  constructor(private readonly nabla: Nabla) {}

  /** Whether the user sees this run now. */
  isVisible(run: Run): boolean {
    return this.#panels.get(run)?.visible ?? false;
  }

  /** Shows a run, in the panel it has or in a new one beside the code. */
  show(run: Run): void {
    const open = this.#panels.get(run);
    if (open) {
      open.reveal(undefined, true);
      return;
    }
    const column = { viewColumn: this.#column(), preserveFocus: true };
    this.#fill(vscode.window.createWebviewPanel(monitor.id, monitor.title, column), run);
  }

  /** Monitors share a column: that of the one that is open, else beside the code. */
  #column(): vscode.ViewColumn {
    const [open] = this.#panels.values();
    const beside = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    return open?.viewColumn ?? beside;
  }

  /** Closes a run's panel, if it has one. */
  close(run: Run): void {
    this.#panels.get(run)?.dispose();
  }

  /** Lets VS Code restore the panels after a reload of the window: the curves come from the runs' logs. */
  register(): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(monitor.id, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const run = await this.nabla.training.open(decodeMonitorState(state).run);
        if (run && !this.#panels.has(run)) this.#fill(panel, run);
        else panel.dispose();
      },
    });
  }

  #fill(panel: vscode.WebviewPanel, run: Run): void {
    const feed = new Feed();
    const { extensionUri } = this.nabla.context;
    const host = new WebviewHost<ToMonitor, FromMonitor>(panel.webview, extensionUri, monitor, (message) => {
      if (message.type === 'ready') host.post(feed.snapshot(run.model));
      else call(message, run);
    });
    const update = new Throttle(() => {
      panel.title = run.model.summary.title || (run.folder ? basename(run.folder) : monitor.title);
      if (panel.visible) host.post(feed.next(run.model));
    });
    const following = run.changed.on(() => {
      update.request();
    });
    const icon = (file: string) => vscode.Uri.joinPath(extensionUri, 'extension', 'icons', file);
    panel.iconPath = { light: icon('nabla-light.svg'), dark: icon('nabla-dark.svg') };
    panel.onDidDispose(() => {
      this.#panels.delete(run);
      for (const part of [following, update, host]) part.dispose();
    });
    this.#panels.set(run, panel);
    update.request();
  }
}
