/** The command line: finds the command by its name and runs it; each command loads only when it is called. */
import { commands as engineCommands } from './engine/cli/commands.generated';
import { commands as languageServerCommands } from './language-server/cli/commands.generated';
import { version } from './package.json';

/** A command of the command line; `run` returns the exit code. */
interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What follows `nabla <name>`. */
  usage: string;
  run(args: string[]): Promise<number>;
}

/** The exit code of a call that could not be understood. */
const BAD_CALL = 2;

const commands: Partial<Record<string, () => Promise<Command>>> = { ...engineCommands, ...languageServerCommands };

async function help(): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load!()));
  const lines = loaded.map(({ name, usage, summary }) => `  ${`nabla ${name} ${usage}`.trimEnd()}\n      ${summary}`);
  return `nabla ${version}: deep learning without Python\n\n${lines.join('\n')}\n`;
}

/** The command that the words begin with and the words after it; `nabla bench lsp` is the command of two words, bench-lsp. */
function find([first, second, ...others]: string[]): [(() => Promise<Command>) | undefined, string[]] {
  const both = `${first}-${second}`;
  if (second !== undefined && Object.hasOwn(commands, both)) return [commands[both], others];
  const rest = second === undefined ? [] : [second, ...others];
  return [Object.hasOwn(commands, first!) ? commands[first!] : undefined, rest];
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(await help());
    return 0;
  }
  if (name === '--version') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const [load, rest] = find([name, ...args]);
  if (!load) {
    process.stderr.write(`nabla: unknown command "${name}"; one of: ${Object.keys(commands).join(', ')}\n`);
    return BAD_CALL;
  }
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`nabla ${command.name} ${command.usage}\n  ${command.summary}\n`);
    return 0;
  }
  return command.run(rest);
}

// A reader that stops early (`nabla shapes … | head`) closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`nabla: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
