import { pickLive } from '../run-picker';
import type { Command } from './command';

/** Lets a training wait between two steps, with everything saved; Resume lets it go on. */
export const command: Command = {
  id: 'nabla.pause',
  title: 'Pause Training',
  icon: '$(debug-pause)',
  enablement: 'nabla.training',
  async run(nabla, target) {
    const run = await pickLive(nabla, target, 'Which training is to wait?', ({ status }) => status === 'running');
    run?.pause();
  },
};
