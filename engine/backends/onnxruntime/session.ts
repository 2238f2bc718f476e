/**
 * onnxruntime-node behind one door. Loaded when first asked for, so that a machine without it can fall back.
 *
 * Sessions run synchronously through the package's binding, because tfjs's dataSync must not wait for the event loop.
 * This is the only file that imports the binding.
 */
import type { Binding } from 'onnxruntime-node/dist/binding.js';
import type { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { calmCollector } from './collector';
import { DeviceMemory, type Lender } from './device-memory';
import type { Shape } from './graph';
import { runtimeFailed } from './runtime-errors';
import { providers, type Provider } from './providers';

export type { RuntimeTensor };

/** Typed values of a tensor that the CPU holds. */
export type HostValues = Float32Array | Int32Array | Uint8Array;

type Feeds = Readonly<Record<string, RuntimeTensor>>;

/** A model made ready to run. */
export interface Session {
  /** The names of what it must be fed. */
  readonly inputs: readonly string[];
  /** Feeds are on the host, or on the session's own device. */
  run(feeds: Feeds): Record<string, RuntimeTensor>;
  /** Releases it; where tensors that it left on the device are still held, after the last of them. */
  dispose(): void;
}

/** How a session computes. */
export interface SessionOptions {
  /** The CPU where it is not said. */
  provider?: Provider;
  threads: number;
  /** Worth onnxruntime's own optimizer: true for a step, false for a single operator. */
  optimize: boolean;
  /** Outputs that stay on the device, where the provider can keep them. */
  resident?: readonly string[];
  /** Refuses a model of which the CPU would compute a part. */
  alone?: boolean | undefined;
  /** Its largest tensors, in words, for the error where memory runs out. */
  largest?: string;
  /** Where to write the model as onnxruntime has optimized it. */
  saveTo?: string | null;
}

/** The loaded native library. */
export interface Runtime {
  readonly version: string;
  /** The names that onnxruntime gives the providers in this platform's package. */
  readonly supported: readonly string[];
  readonly memory: DeviceMemory;
  /** @throws BackendError naming onnxruntime's reason. */
  session(model: Uint8Array, outputs: readonly string[], options: SessionOptions): Session;
  /** A tensor over `values`, which are not copied. */
  tensor(type: 'float32' | 'int32' | 'bool', values: HostValues, shape: Shape): RuntimeTensor;
}

/** An error is thrown as well, and warnings about optimizations are no news to a user. */
const LOG_LEVEL = 'fatal';
const LOG_SEVERITY = 4;

/** Loads onnxruntime-node. @throws whatever its loading throws: it is missing, or its library does not fit the machine. */
export async function loadRuntime(): Promise<Runtime> {
  const { env, Tensor } = await import('onnxruntime-node');
  const { binding, initOrt } = await import('onnxruntime-node/dist/binding.js');
  env.logLevel = LOG_LEVEL;
  initOrt();
  calmCollector();
  const session: Runtime['session'] = (model, outputs, options) =>
    new NativeSession(new binding.InferenceSession(), model, { outputs, memory, ...options });
  const memory = new DeviceMemory((model, outputs, provider) =>
    session(model, outputs, { provider, threads: 1, optimize: false }),
  );
  return {
    version: env.versions.common,
    supported: binding.listSupportedBackends().map(({ name }) => name),
    memory,
    session,
    tensor: (type, values, shape) => new Tensor(type, values, shape),
  };
}

type Settings = SessionOptions & { outputs: readonly string[]; memory: DeviceMemory };

class NativeSession implements Session, Lender {
  readonly provider: Provider;
  readonly inputs: readonly string[];
  readonly #fetches: Record<string, null>;
  readonly #resident: readonly string[];
  #lent = 0;
  #unwanted = false;

  constructor(
    readonly native: Binding.InferenceSession,
    model: Uint8Array,
    readonly settings: Settings,
  ) {
    const { provider = providers.cpu, resident = [], outputs } = settings;
    this.provider = provider;
    this.#resident = provider.resident ? resident : [];
    this.#fetches = Object.fromEntries(outputs.map((name) => [name, null]));
    try {
      const options = nativeOptions(settings, provider, this.#resident);
      native.loadModel(model.buffer as ArrayBuffer, model.byteOffset, model.byteLength, options);
    } catch (cause) {
      throw this.#failure('load a model', cause);
    }
    this.inputs = native.inputMetadata.map(({ name }) => name);
  }

  run(feeds: Feeds): Record<string, RuntimeTensor> {
    const results = this.#compute(feeds);
    for (const name of this.#resident) this.settings.memory.hold(results[name]!, this);
    this.#lent += this.#resident.length;
    return results;
  }

  dispose(): void {
    this.#unwanted = true;
    this.#releaseIfIdle();
  }

  returned(): void {
    this.#lent--;
    this.#releaseIfIdle();
  }

  #compute(feeds: Feeds): Record<string, RuntimeTensor> {
    try {
      return this.native.run(feeds, this.#fetches, {});
    } catch (cause) {
      throw this.#failure('run a model', cause);
    }
  }

  #failure(what: string, cause: unknown): Error {
    return runtimeFailed(cause, { what, provider: this.provider, largest: this.settings.largest ?? '' });
  }

  #releaseIfIdle(): void {
    if (this.#unwanted && this.#lent === 0) this.native.dispose();
  }
}

/** Takes x + 0 for x, which turns no −0 into 0 as IEEE 754 does; ours looks at the sign (passes/neutral-elements.ts). */
const DROPS_ZERO_SIGN = 'NoopElimination';

/**
 * Else the threads of a session look for work for many milliseconds after each run, and take the cores from what comes
 * next: on two, the look of another session into a step of 0.8 ms takes 4.2 ms with it, 1.5 without.
 */
const RESTS = { force_spinning_stop: '1' };

const nativeOptions = (
  { threads, optimize, alone = false, saveTo = null }: SessionOptions,
  { execution, session }: Provider,
  resident: readonly string[],
): InferenceSession.SessionOptions => ({
  executionProviders: [execution],
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  graphOptimizationLevel: optimize ? 'all' : 'disabled',
  logSeverityLevel: LOG_SEVERITY,
  ...(resident.length && { preferredOutputLocation: Object.fromEntries(resident.map((name) => [name, 'gpu-buffer'])) }),
  ...(saveTo !== null && { optimizedModelFilePath: saveTo }),
  extra: {
    optimization: { disable_specified_optimizers: DROPS_ZERO_SIGN },
    session: { ...RESTS, ...(alone && { disable_cpu_ep_fallback: '1' }) },
  },
  ...session,
});
