/** Every error of this backend that a user can meet: what, which object, why, and what to do next. */

import type { Provider } from './providers';

/** Thrown by the factories below; `message` is one line for people, `cause` what a library said. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
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

function failure(message: (line: string) => string, cause?: unknown): BackendError {
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
      `"${kernel}"${line} cannot be part of a compiled step with these arguments; call it outside the step and pass its result as an input`,
  );

export const noiseInStep = (op: string): BackendError =>
  failure(
    (line) =>
      `"${op}"${line} draws its noise while the step is compiled, which would freeze it; draw it outside the step and pass it as an input`,
  );

export const variableMadeInStep = (name: string): BackendError =>
  failure((line) => `the variable "${name}" is made inside a compiled step${line}; make it before the first run`);

export const variableDisposed = (name: string): BackendError =>
  failure((line) => `the variable "${name}" of a compiled step has been disposed${line}; keep it until the step is`);

export const tensorOutlivesStep = (): BackendError =>
  failure(
    (line) =>
      `a tensor made inside a compiled step is used outside it${line}; return it from the step to get its value`,
  );

export const stepInputMissing = (name: string): BackendError =>
  failure(() => `the compiled step was run without its input "${name}"; pass every input at every run`);

export const notTensor = (name: string): BackendError =>
  failure((line) => `the step's result "${name}" is no tensor${line}; return a record of tensors`);

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

/** onnxruntime's own reason in one line, without the place in its source and the condition that it had checked. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof BackendError && cause.cause !== undefined) return reasonOf(cause.cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split('\n')[0]!.replace(/^\S*onnxruntime_src\S* .* was false\. /, '');
}

/** onnxruntime's words for an index outside its axis. */
const OUTSIDE =
  /running (\w+) node.*out of data bounds, idx=(-?\d+) must be within the inclusive range \[-?\d+,(\d+)\]/;

export const runtimeFailed = (what: string, cause: unknown): BackendError =>
  failure(() => {
    const reason = reasonOf(cause);
    const [, operator, index, last] = OUTSIDE.exec(reason) ?? [];
    return operator
      ? `an index is ${index!} where 0 to ${last!} are allowed (in ${operator}); ` +
          "compare this batch's labels or tokens with the number of classes or embeddings"
      : `onnxruntime could not ${what}: ${reason}; run \`nabla doctor\`, or use --backend reference`;
  }, cause);

export const providerAbsent = ({ id, title }: Provider, supported: readonly string[]): BackendError =>
  failure(
    () =>
      `the backend "${id}" cannot start: ${title} is not part of onnxruntime-node on ${process.platform} ` +
      `${process.arch}, which has ${supported.join(', ')}; use --backend auto`,
  );

export const providerFails = ({ id, needs }: Provider, cause: unknown): BackendError =>
  failure(
    () =>
      `the backend "${id}" cannot start (${reasonOf(cause)}): it needs ${needs}; see to that, or use --backend auto`,
    cause,
  );

export const providerWrong = ({ id }: Provider, actual: number, expected: number): BackendError =>
  failure(
    () =>
      `the backend "${id}" computes wrongly (${actual} where ${expected} is right), so its driver is at fault; ` +
      'update the driver, or use --backend cpu',
  );
