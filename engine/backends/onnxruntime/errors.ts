/** Every error of this backend that a user can meet: what, which object, why, and what to do next. */
import { hostOnly } from './host-only';

/** Thrown by the factories of this file and of runtime-errors.ts; `message` is one line for people, `cause` what a library said. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
}

/** A device that no longer computes what it could compute before. */
export class DeviceError extends BackendError {
  constructor(
    readonly kind: 'out-of-memory' | 'device-lost',
    message: string,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Frames that are tfjs's, Node's, this backend's own or inside a bundle; the first other one is the user's. */
const INTERNAL =
  /[\\/(]tfjs-[\w-]+[\\/]|node_modules[\\/]onnxruntime|node:|[\\/]dist[\\/](engine|nabla)\.js|[\\/]engine[\\/]backends[\\/](?!.*\.test\.)/;

const framesOf = (error: Error): string[] => error.stack?.split('\n').filter((line) => /:\d+:\d+\)?$/.test(line)) ?? [];

/** " at file:line:column" of the innermost frame outside tfjs and the engine's backends, or nothing. */
function userLine(error: Error): string {
  const frame = framesOf(error).find((line) => !INTERNAL.test(line));
  const place = frame && /\(?((?:file:\/\/)?[^\s(]+:\d+:\d+)\)?$/.exec(frame)?.[1];
  return place ? ` at ${place}` : '';
}

/** Deep stacks (layers inside models inside loops) would cut the user's own frame off. */
const STACK_DEPTH = 100;

/** Runs something whose errors keep the whole stack. */
export function withWholeStacks<T>(run: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_DEPTH;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = before;
  }
}

/** @param message is given " at file:line:column" of the user's code, or nothing */
export function failure(message: (line: string) => string, cause?: unknown): BackendError {
  const line = userLine(withWholeStacks(() => new Error()));
  return new BackendError(message(line), { cause });
}

export const valueReadInStep = (op: string | null): BackendError =>
  failure(
    (line) =>
      `a compiled step reads a tensor's value${op ? ` (in ${op})` : ''}${line}: while a step is compiled its tensors have no values; ` +
      'return the tensor from the step and read it outside, or choose between values with tf.where',
  );

export const noLowering = (kernel: string): BackendError =>
  failure(
    (line) =>
      `"${kernel}"${line} cannot be part of a compiled step${hostOnly[kernel] ? `: ${hostOnly[kernel]}` : ' with these arguments'}; ` +
      'call it outside the step and pass its result as an input',
  );

export const noiseInStep = (op: string): BackendError =>
  failure(
    (line) =>
      `"${op}"${line} draws its noise while the step is compiled, which would freeze it; draw it outside the step and pass it as an input`,
  );

export const variableMadeInStep = (name: string | undefined): BackendError =>
  failure(
    (line) =>
      `the variable${name ? ` "${name}"` : ''} is made inside a compiled step${line}, each time or from its inputs; ` +
      'make it before the first run',
  );

export const variableDisposed = (name: string): BackendError =>
  failure((line) => `the variable "${name}" of a compiled step has been disposed${line}; keep it until the step is`);

export const tensorOutlivesStep = (): BackendError =>
  failure(
    (line) =>
      `a tensor made inside a compiled step is used outside it${line}; return it from the step to get its value`,
  );

export const stepInputMissing = (name: string): BackendError =>
  failure(() => `the compiled step was run without its input "${name}"; pass every input at every run`);

export const stepInputWrong = (name: string, shape: readonly number[], count: number): BackendError =>
  failure(
    () =>
      `the input "${name}" of a compiled step has ${count} values, which do not fill its shape [${shape.join()}]; pass one value for each element`,
  );

export const stepDisposed = (): BackendError =>
  failure((line) => `a compiled step was disposed before its run ended${line}; wait for its runs before disposing it`);

export const notTensor = (name: string): BackendError =>
  failure((line) => `the step's result "${name}" is no tensor${line}; return a record of tensors`);

export const complexOutput = (): BackendError =>
  failure(
    (line) =>
      `a compiled step returns or assigns a complex tensor${line}, which onnxruntime does not have; use tf.real and tf.imag of it`,
  );

/** @param what was returned: "nothing", "a promise". */
export const stepReturns = (what: string): BackendError =>
  failure(() => `the step returns ${what}; return a record of tensors, such as { loss }`);

export const stepWithoutEffect = (): BackendError =>
  failure(() => 'the step returns no tensor and assigns no variable; return what you want to see, such as { loss }');

const CHECK_SHAPES = 'log the shapes of its operands before this line, or let `nabla shapes <file>` list them';

/** tfjs's reason without what the message around it says already. */
const assertionOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/^Error in [\w ]+:\s+/, '').replace(/\.$/, '');

/** A kernel refuses its operands. */
export const kernelFailed = (op: string, shapes: readonly (readonly number[])[], cause: unknown): BackendError =>
  failure((line) => {
    const operands = shapes.map((shape) => `[${shape.join()}]`).join(' and ');
    return `${op}${line} cannot take ${operands}: ${assertionOf(cause)}; ${CHECK_SHAPES}`;
  }, cause);

/** What an error thrown in a step's code says to its author: named by op and line where a library threw it. */
export function stepFailed(cause: unknown): unknown {
  if (!(cause instanceof Error) || cause instanceof BackendError) return cause;
  const op = opOf(cause);
  return op ? new BackendError(`${op}${userLine(cause)}: ${assertionOf(cause)}; ${CHECK_SHAPES}`, { cause }) : cause;
}

/** The outermost op of tfjs's, or the layer, that an error comes out of before it reaches the user's code. */
function opOf(error: Error): string | undefined {
  const frames = framesOf(error);
  const user = frames.findIndex((line) => !INTERNAL.test(line));
  const inside = user < 0 ? frames : frames.slice(0, user);
  const op = inside.flatMap((line) => /\b(\w+)__op\b/.exec(line)?.[1] ?? []).at(-1);
  return op ?? (inside.some((line) => /[\\/]tfjs-layers[\\/]/.test(line)) ? 'a layer' : undefined);
}
