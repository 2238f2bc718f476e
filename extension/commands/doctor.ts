import { doctor } from '../doctor';
import type { Command } from './command';

/** Says which devices can train here, and why the others cannot. */
export const command: Command = {
  id: 'nabla.doctor',
  title: 'Check Devices',
  icon: '$(pulse)',
  async run(nabla) {
    nabla.log.show(true);
    const output = await doctor(nabla);
    for (const line of output.trimEnd().split('\n')) nabla.log.info(line);
  },
};
