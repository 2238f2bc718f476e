/** Finds a command by its name and runs it. */
import { version } from './package.json';

/** A command of the command line; `run` returns the exit code. */
export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What follows `nabla <name>`. */
  usage: string;
  run(args: string[]): Promise<number>;
}

/** Each loads only when it is called. */
export type Commands = Partial<Record<string, () => Promise<Command>>>;

/** The exit code of a call that could not be understood. */
const BAD_CALL = 2;

async function help(commands: Commands): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load!()));
  const lines = loaded.map(({ name, usage, summary }) => `  ${`nabla ${name} ${usage}`.trimEnd()}\n      ${summary}`);
  return `nabla ${version}: deep learning without Python\n\n${lines.join('\n')}\n`;
}

/** The command that the words begin with and the words after it; `nabla bench lsp` is the command of two words, bench-lsp. */
function find(
  commands: Commands,
  [first, second, ...others]: string[],
): [(() => Promise<Command>) | undefined, string[]] {
  const both = `${first}-${second}`;
  if (second !== undefined && Object.hasOwn(commands, both)) return [commands[both], others];
  const rest = second === undefined ? [] : [second, ...others];
  return [Object.hasOwn(commands, first!) ? commands[first!] : undefined, rest];
}

async function run(commands: Commands, [name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(await help(commands));
    return 0;
  }
  if (name === '--version') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const [load, rest] = find(commands, [name, ...args]);
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

/** Does what the words of this process ask for, and leaves its exit code. */
export function dispatch(commands: Commands): void {
  // A reader that stops early (`nabla shapes … | head`) closes the pipe: that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  run(commands, process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      process.stderr.write(`nabla: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
