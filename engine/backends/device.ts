/** What every backend offers the training loop: a current tfjs backend, and a way to run one step many times. */
import type * as tf from '@tensorflow/tfjs-core';

/** A tensor's values on the host's side, row-major. */
export interface HostTensor {
  shape: number[];
  dtype: 'float32' | 'int32' | 'bool';
  values: Float32Array | Int32Array | Uint8Array;
}

/** What a compiled step is fed: a batch, noise, or a scalar such as the learning rate. */
export type StepInput = HostTensor | number;

/**
 * A step as ordinary tfjs code. It reads its inputs, reads and assigns tf.Variables (weights, optimizer slots,
 * averages: the state) and returns what the caller wants to see, such as the loss. A device may run its code once, and
 * what that did ever after: numbers that it takes from outside are fixed then, tensors until they are disposed.
 */
export type Step = (inputs: Record<string, tf.Tensor>) => Record<string, tf.Tensor>;

export type StepInputs = Readonly<Record<string, StepInput>>;
export type StepResults = Record<string, HostTensor>;

/** A step that has been made fast; the state stays where the device keeps it, and variables read as they are now. */
export interface CompiledStep {
  /**
   * Runs the step once; a signature of input shapes not seen before is compiled first.
   * @param accept sees the results before the state moves: where it says no, the state stays as it was
   */
  run(inputs: StepInputs, accept?: (results: StepResults) => boolean): Promise<StepResults>;
  /**
   * Runs the step at least once, and where steps are so short that the call is the larger part of one, several in a
   * call; the number of results tells. Several of which `accept` refuses one are not run, but the first alone.
   * @param next the inputs of the coming steps, 0 the first; null where none follows that may be run in the same call
   */
  runSeveral(
    next: (index: number) => StepInputs | null,
    accept?: (results: StepResults) => boolean,
  ): Promise<StepResults[]>;
  dispose(): void;
}

/** What matrix products and convolutions are computed in: `mixed` is float16 for them, and float32 for all else. */
export type Precision = 'float32' | 'mixed';

export interface CompileOptions {
  /** float32 where it is not said; a device for which {@link Device.whyNoMixedPrecision} has a reason may heed it or not. */
  precision?: Precision;
}

/** A started device: its tfjs backend is the current one. */
export interface Device {
  id: 'cpu' | 'webgpu' | 'cuda' | 'directml' | 'coreml' | 'tensorflow' | 'reference';
  /** For people: "onnxruntime CPU, 2 threads". */
  title: string;
  compile(step: Step, options?: CompileOptions): CompiledStep;
  /** Why it gains nothing from mixed precision, or cannot compute in it: a clause, "it …"; null where it can. */
  whyNoMixedPrecision(): string | null;
}
