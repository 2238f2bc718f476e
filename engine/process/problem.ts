/**
 * What went wrong, for the person who asked: one line that names the object, the cause and the next step.
 * `input` problems are the request's fault (exit code 2, nothing was begun); `run` problems ended a run (exit code 1).
 */
import { DeviceError } from '../backends/onnxruntime/errors';

export class Problem extends Error {
  constructor(
    /** A stable name that programs can test: "unknown-recipe". */
    readonly code: string,
    message: string,
    readonly kind: 'input' | 'run' = 'input',
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** The operating system's own word for a failure ("ENOSPC: no space left on device"), or the error's message. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [cause] = error.message.split(', ');
  return cause ?? error.message;
}

const MEMORY = /allocation|out of memory|bad_alloc|invalid typed array length|array buffer/i;

/** Any thrown value as a problem: what is not one already was unforeseen, and says so. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DeviceError) return new Problem(error.kind, error.message, 'run');
  const message = error instanceof Error ? error.message : String(error);
  if (MEMORY.test(message)) {
    return new Problem('out-of-memory', `out of memory (${message}): try a smaller training.batchSize`, 'run');
  }
  return new Problem('unforeseen', `the run failed unexpectedly: ${message}; see log.txt in its folder`, 'run');
}
