import { requireTrust } from '../trust';
import { pickRun } from '../run-picker';
import type { Command } from './command';

/** Goes on with a run that waits, or from its last checkpoint with one that was interrupted; `slower`, at its lower rate. */
export const command: Command = {
  id: 'nabla.resume',
  title: 'Resume Training…',
  icon: '$(debug-continue)',
  enablement: 'isWorkspaceTrusted',
  async run(nabla, target, slower) {
    if (!(await requireTrust('Training'))) return;
    const run = await pickRun(nabla, target, ({ resumable }) => resumable, 'Which run is to go on?');
    if (!run) return;
    const { lowerRate } = run.model.summary;
    if (slower === 'slower' && lowerRate !== null) run.setLearningRate(lowerRate);
    await nabla.training.resume(run);
  },
};
