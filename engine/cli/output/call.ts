/** A call of the command line: its arguments parsed, its problems printed, its exit code. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Problem, problemOf } from '../../process/problem';
import { suggestion } from '../../training/nearest';
import { printProblem } from './text';

/** The request was wrong; nothing was begun. */
const BAD_INPUT = 2;
/** A run or a command began and failed. */
const FAILED = 1;

export const exitCodeOf = ({ kind }: Problem): number => (kind === 'input' ? BAD_INPUT : FAILED);

/**
 * Parses arguments; an unknown option names the nearest right one.
 * @throws Problem `wrong-call`
 */
export function parse<T extends ParseArgsConfig>(config: T, usage: string): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /Unknown option '--?([^']+)'/.exec(message)?.[1];
    const options = Object.keys(config.options ?? {});
    const cause =
      unknown === undefined ? message.split('. ')[0]! : `no option --${unknown}${suggestion(unknown, options)}`;
    throw new Problem('wrong-call', `${cause} (usage: ${usage})`);
  }
}

/** Runs a command's body; a problem becomes one line and an exit code. */
export async function call(body: () => Promise<number> | number): Promise<number> {
  try {
    return await body();
  } catch (error) {
    const problem = problemOf(error);
    printProblem(problem.message);
    return exitCodeOf(problem);
  }
}
