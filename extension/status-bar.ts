import * as vscode from 'vscode';
import type { Nabla } from './nabla';
import { formatMeasure } from './runs/describe';
import type { RunModel } from './runs/model';
import { Throttle } from './runs/throttle';

/** A glance at the status bar needs no more. */
const UPDATE_MS = 500;

function text({ summary }: RunModel): string {
  const { epoch, epochs, metrics, title, status } = summary;
  const loss = metrics.train?.loss;
  const parts = [
    title,
    epochs > 0 && `${epoch}/${epochs}`,
    typeof loss === 'number' && `loss ${formatMeasure('loss', loss)}`,
  ];
  return `$(${status === 'paused' ? 'debug-pause' : 'sync~spin'}) ${parts.filter(Boolean).join(' · ')}`;
}

/** Shows the training of this window in the status bar while there is one; a click opens its monitor. */
export function statusBar({ runs }: Nabla): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('nabla.training', vscode.StatusBarAlignment.Left);
  item.name = 'Nabla training';
  item.command = 'nabla.showMonitor';
  const update = new Throttle(() => {
    const run = runs.live.at(-1);
    void vscode.commands.executeCommand('setContext', 'nabla.training', run !== undefined);
    if (!run) {
      item.hide();
      return;
    }
    item.text = text(run.model);
    item.tooltip = 'Nabla is training: show the monitor';
    item.show();
  }, UPDATE_MS);
  return vscode.Disposable.from(
    item,
    update,
    runs.changed.on(() => {
      update.request();
    }),
  );
}
