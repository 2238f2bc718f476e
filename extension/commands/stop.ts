import { pickLive } from '../run-picker';
import type { Command } from './command';

/** Saves and stops a training; called again for the same one, ends it at once. */
export const command: Command = {
  id: 'nabla.stop',
  title: 'Stop Training',
  icon: '$(debug-stop)',
  enablement: 'nabla.training',
  async run(nabla, target) {
    const run = await pickLive(nabla, target, 'Which training is to stop?');
    run?.stop();
  },
};
