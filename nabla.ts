/** The command line with all its commands. */
import { commands as engineCommands } from './engine/cli/commands.generated';
import { commands as languageServerCommands } from './language-server/cli/commands.generated';
import { dispatch } from './dispatch';

dispatch({ ...engineCommands, ...languageServerCommands });
