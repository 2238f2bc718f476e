/** Errors of onnxruntime and the devices below it, told apart by what these say: they have messages and no codes. */
import { BackendError, DeviceError, failure } from './errors';
import { refusalOf } from './operators/demand';
import type { Provider } from './providers';

/** What is known where a session fails. */
export interface Circumstances {
  /** "load a model" */
  what: string;
  provider: Provider;
  /** The largest tensors of the model, in words. */
  largest: string;
}

/** What onnxruntime says of the host's memory and CUDA's, C++'s libraries, Dawn of WebGPU's, Windows of Direct3D's. */
const OUT_OF_MEMORY = new RegExp(
  [
    ...['failed to allocate memory', 'out of memory', 'OUT_OF_MEMORY', 'bad.alloc', 'ALLOC_FAILED', '8007000E'],
    // A buffer that could not be made, and a tensor that takes more buffers than a shader can read.
    ...['failed to create GPU buffer', 'Invalid Buffer', 'too many storage buffers'],
  ].join('|'),
  'i',
);

/** What Dawn, CUDA (719: launch failure, 999: unknown, 46: unavailable) and Direct3D (removed, hung, reset) say. */
const DEVICE_LOST = /device\W* is lost|CUDA (failure|error) (719|999|46)\b|887A000[567]/i;

/** onnxruntime's words for an index outside its axis. */
const OUTSIDE =
  /running (\w+) node.*out of data bounds, idx=(-?\d+) must be within the inclusive range \[-?\d+,(\d+)\]/;

/** The error of a session that fails to load or to run. */
export function runtimeFailed(cause: unknown, { what, provider, largest }: Circumstances): BackendError {
  const message = messageOf(cause);
  if (DEVICE_LOST.test(message)) return deviceLost(provider, cause);
  if (OUT_OF_MEMORY.test(message)) return outOfMemory(provider, largest, cause);
  const [, operator, index, last] = OUTSIDE.exec(message) ?? [];
  const refusal = refusalOf(Number(index));
  if (refusal) return failure(() => `a compiled step cannot be run: ${refusal}`, cause);
  return failure(
    () =>
      operator
        ? `an index is ${asGiven(Number(index), Number(last))} where 0 to ${last!} are allowed (in ${operator}); ` +
          "compare this batch's labels or tokens with the number of classes or embeddings"
        : `onnxruntime could not ${what}: ${reasonOf(cause)}; run \`nabla doctor\`, or use --backend reference`,
    cause,
  );
}

/** A negative index was moved out of bounds by the size of its axis, so that it is refused. */
const asGiven = (index: number, last: number): number => (index < 0 ? index + last + 1 : index);

const deviceLost = ({ title }: Provider, cause: unknown): DeviceError =>
  new DeviceError(
    'device-lost',
    `${title} has lost its device (${reasonOf(cause)}): it was removed, reset or stopped answering; ` +
      'resume the run, which goes on from its last checkpoint, or train with --backend cpu',
    { cause },
  );

const outOfMemory = (provider: Provider, largest: string, cause: unknown): DeviceError =>
  new DeviceError(
    'out-of-memory',
    `${provider.title} is out of memory${largest && `, where the largest tensors are ${largest}`}; ` +
      `try a smaller training.batchSize${provider.id === 'cpu' ? '' : ', or --backend cpu'}`,
    { cause },
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

/** onnxruntime's own reason in one line, without the place in its source and the condition that it had checked. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof BackendError && cause.cause !== undefined) return reasonOf(cause.cause);
  return messageOf(cause)
    .split('\n')[0]!
    .replace(/^\S*onnxruntime_src\S* .* was false\. /, '');
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
