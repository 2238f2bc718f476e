import * as vscode from 'vscode';
import type { Nabla } from './nabla';
import type { Run } from './runs/run';

type Action = () => unknown;

/** One line about a run with what can be done, where no view that is open shows both already. */
async function offer({ monitors, log }: Nabla, run: Run, what: string, actions: Record<string, Action>): Promise<void> {
  const { message, title } = run.model.summary;
  log.error(`${title}: ${message ?? what}`);
  if (monitors.isVisible(run)) return;
  const line = `Training "${title}": ${message ?? what}`;
  const choice = await vscode.window.showErrorMessage(line, ...Object.keys(actions));
  if (choice !== undefined) await actions[choice]?.();
}

/** Says that a training crashed. */
export function offerResume(nabla: Nabla, run: Run): Promise<void> {
  const resume = { Resume: () => nabla.training.resume(run) };
  const showLog = {
    'Show Log': () => {
      nabla.log.show();
    },
  };
  return offer(nabla, run, 'crashed', { ...(run.model.summary.resumable && resume), ...showLog });
}

/** Says what a training waits for: room on the disk, or a lower learning rate. */
export function offerToGoOn(nabla: Nabla, run: Run): Promise<void> {
  const { lowerRate } = run.model.summary;
  const resume = (...how: string[]) => vscode.commands.executeCommand('nabla.resume', run, ...how);
  return offer(nabla, run, 'paused', {
    ...(lowerRate !== null && { [`Resume at ${lowerRate}`]: () => resume('slower') }),
    Resume: () => resume(),
    Stop: () => {
      run.stop();
    },
  });
}
