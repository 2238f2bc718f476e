import { SHOW_MODELS_COMMAND } from '../../language-server/protocol';
import type { Command } from './command';

/** Opens the view of the models in the active editor, at the one whose place a code lens passes. */
export const command: Command = {
  id: SHOW_MODELS_COMMAND,
  title: 'Show Models',
  icon: '$(list-tree)',
  run: ({ models }, place) => models.show(place),
};
