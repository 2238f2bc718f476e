/** What the commands about one file share: they read it, and say in one line what is wrong with it or with the call. */
import { relative } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { createAnalyzer, type Analysis, type Analyzer } from '../analysis';
import { Disk } from '../project/disk';
import { unparsedIn } from './check-file';
import { readDocument, type SourceFile } from './files';
import { unparsedNote } from './formats';
import { misuse } from './misuse';

interface Command {
  name: string;
  usage: string;
}

type Options = NonNullable<ParseArgsConfig['options']>;

type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>
>['values'];

/** A file, what its call asks for, and an analyzer that follows the imports of its workspace. */
interface Opened<O extends Options> {
  document: SourceFile;
  values: Values<O>;
  analyzer: Analyzer;
}

/** The exit code of a call that cannot be answered. */
const REFUSED = 2;

/** Opens the one file that a command is asked about; the exit code where there is none. */
export async function openOne<O extends Options>(
  command: Command,
  args: string[],
  options: O,
): Promise<Opened<O> | number> {
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    return refuse(command, misuse(error, command.name, command.usage));
  }
  const [path, ...more] = parsed.positionals;
  if (path === undefined || more.length > 0)
    return refuse(command, `one file is needed; usage: nabla ${command.name} ${command.usage}`);
  const document = readDocument(path);
  if (typeof document === 'string') return refuse(command, document);
  return { document, values: parsed.values, analyzer: await createAnalyzer(undefined, new Disk([process.cwd()])) };
}

function refuse(command: Command, problem: string): number {
  note(command, problem);
  return REFUSED;
}

/** Says where a file could not be read, and what was not found in it. */
export function noteGaps(command: Command, document: SourceFile, analysis: Analysis, absent: string | undefined): void {
  const unparsed = unparsedNote(unparsedIn(document, analysis.unparsed));
  if (unparsed !== undefined) note(command, unparsed);
  if (absent !== undefined) note(command, `${absent} in ${relative(process.cwd(), document.path)}`);
}

function note({ name }: Command, text: string): void {
  process.stderr.write(`nabla ${name}: ${text}\n`);
}
