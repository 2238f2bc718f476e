/**
 * onnxruntime-node behind one door. Loaded when first asked for, so that a machine without it can fall back.
 *
 * Sessions run synchronously through the package's binding, because tfjs's dataSync must not wait for the event loop.
 * This is the only file that imports the binding.
 */
import type { Binding } from 'onnxruntime-node/dist/binding.js';
import type { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import type { ElementType, Shape } from './graph';
import { runtimeFailed } from './errors';

export type { RuntimeTensor };

/** Typed values of a tensor that the CPU holds. */
export type HostValues = Float32Array | Int32Array | Uint8Array;

type Feeds = Readonly<Record<string, RuntimeTensor>>;

/** A model made ready to run. */
export interface Session {
  run(feeds: Feeds): Record<string, RuntimeTensor>;
  dispose(): void;
}

/** How a session computes. */
export interface SessionOptions {
  threads: number;
  /** Worth onnxruntime's own optimizer: true for a step, false for a single operator. */
  optimize: boolean;
}

/** The loaded native library. */
export interface Runtime {
  /** @throws BackendError naming onnxruntime's reason. */
  session(model: Uint8Array, outputs: readonly string[], options: SessionOptions): Session;
  /** A tensor over `values`, which are not copied. */
  tensor(type: Exclude<ElementType, 'int64'>, values: HostValues, shape: Shape): RuntimeTensor;
}

/** Loads onnxruntime-node. @throws whatever its loading throws: it is missing, or its library does not fit the machine. */
export async function loadRuntime(): Promise<Runtime> {
  const { Tensor } = await import('onnxruntime-node');
  const { binding, initOrt } = await import('onnxruntime-node/dist/binding.js');
  initOrt();
  return {
    session: (model, outputs, options) => openSession(new binding.InferenceSession(), model, outputs, options),
    tensor: (type, values, shape) => new Tensor(type, values, shape),
  };
}

function openSession(
  native: Binding.InferenceSession,
  model: Uint8Array,
  outputs: readonly string[],
  options: SessionOptions,
): Session {
  try {
    native.loadModel(model.buffer as ArrayBuffer, model.byteOffset, model.byteLength, nativeOptions(options));
  } catch (cause) {
    throw runtimeFailed('load a model', cause);
  }
  const fetches = Object.fromEntries(outputs.map((name) => [name, null]));
  return {
    run(feeds) {
      try {
        return native.run(feeds, fetches, {});
      } catch (cause) {
        throw runtimeFailed('run a model', cause);
      }
    },
    dispose: () => {
      native.dispose();
    },
  };
}

const nativeOptions = ({ threads, optimize }: SessionOptions): InferenceSession.SessionOptions => ({
  executionProviders: ['cpu'],
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  graphOptimizationLevel: optimize ? 'all' : 'disabled',
  // Only what is fatal: an error is thrown as well, and warnings about optimizations are no news to a user.
  logSeverityLevel: 4,
});
