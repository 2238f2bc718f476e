/** Every error of this backend that a user can meet: what, which object, why, and what to do next. */

import type { Provider } from './providers';

/** Thrown by the factories below; `message` is one line for people. */
class BackendError extends Error {
  override readonly name = 'BackendError';
}

/** Frames that are tfjs's, Node's, this backend's own or inside a bundle; the first other one is the user's. */
const INTERNAL =
  /[\\/(]tfjs-[\w-]+[\\/]|node_modules[\\/]onnxruntime|node:|[\\/]dist[\\/](engine|nabla)\.js|[\\/]engine[\\/]backends[\\/](?!.*\.test\.)/;

/** " at file:line:column" of the innermost frame outside tfjs and the engine's backends, or nothing. */
function userLine(): string {
  const frames = new Error().stack?.split('\n').slice(1) ?? [];
  const frame = frames.find((line) => !INTERNAL.test(line) && /:\d+:\d+/.test(line));
  const place = frame && /\(?((?:file:\/\/)?[^\s(]+:\d+:\d+)\)?$/.exec(frame)?.[1];
  return place ? ` at ${place}` : '';
}

/** Deep stacks (layers inside models inside loops) would cut the user's own frame off. */
const STACK_DEPTH = 100;

function failure(message: (line: string) => string, cause?: unknown): BackendError {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_DEPTH;
  const line = userLine();
  Error.stackTraceLimit = before;
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

/** onnxruntime's own reason in one line, without the place in its source and the condition that it had checked. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof BackendError && cause.cause !== undefined) return reasonOf(cause.cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split('\n')[0]!.replace(/^\S*onnxruntime_src\S* .* was false\. /, '');
}

export const runtimeFailed = (what: string, cause: unknown): BackendError =>
  failure(
    () => `onnxruntime could not ${what}: ${reasonOf(cause)}; run \`nabla doctor\`, or use --backend reference`,
    cause,
  );

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
