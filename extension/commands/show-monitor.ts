import { pickRun } from '../run-picker';
import type { Command } from './command';

/** Shows a run's curves: the one it is called for, the one that trains, or one of the user's choice. */
export const command: Command = {
  id: 'nabla.showMonitor',
  title: 'Show Training Monitor',
  icon: '$(graph-line)',
  async run(nabla, target) {
    const wanted = target ?? nabla.runs.live.at(-1);
    const run = await pickRun(nabla, wanted, () => true, 'Which run?');
    if (run) nabla.monitors.show(run);
  },
};
