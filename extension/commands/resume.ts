import { requireTrust } from '../trust';
import { pickRun } from '../run-picker';
import type { Command } from './command';

/** Goes on with an interrupted run from its last checkpoint. */
export const command: Command = {
  id: 'nabla.resume',
  title: 'Resume Training…',
  icon: '$(debug-continue)',
  enablement: 'isWorkspaceTrusted',
  async run(nabla, target) {
    if (!(await requireTrust('Training'))) return;
    const run = await pickRun(nabla, target, ({ resumable }) => resumable, 'Which run is to go on?');
    if (run) await nabla.training.resume(run);
  },
};
