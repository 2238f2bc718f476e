import type { Command } from './command';

/** Starts the language server anew, with fresh memory. */
export const command: Command = {
  id: 'nabla.restartLanguageServer',
  title: 'Restart Language Server',
  run: ({ languageServer }) => languageServer.restart(),
};
