import type { Command } from './command';

/** Shows what the extension, the engine and the language server have logged. */
export const command: Command = {
  id: 'nabla.showLog',
  title: 'Show Log',
  icon: '$(output)',
  run({ log }) {
    log.show(true);
  },
};
