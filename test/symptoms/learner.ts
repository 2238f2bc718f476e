/** A small network that a test trains by a loss of its own, compiled like any step. */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import type { Device, HostTensor } from '../../engine/backends/device';
import { createOptimizer, type Optimizer } from '../../engine/optimizers/optimizer';
import { initialize } from '../../engine/training/initialize';
import { variableOf } from '../../engine/training/network-state';
import type { Specification } from '../../engine/training/specification/specification';

type Inputs = Record<string, tf.Tensor>;
type Results = Record<string, tf.Tensor>;

export const field = (shape: number[], values: Iterable<number>): HostTensor => ({
  shape,
  dtype: 'float32',
  values: Float32Array.from(values),
});

export class Learner {
  readonly optimizer: Optimizer;
  private readonly variables: tf.Variable[];

  constructor(
    readonly model: layers.LayersModel,
    readonly specification: Specification,
  ) {
    initialize(model, specification.training.seed);
    this.variables = model.trainableWeights.map(variableOf);
    this.optimizer = createOptimizer(specification.optimizer, this.variables);
  }

  /** Inside a step: moves the weights down the gradient of a loss. */
  descend(loss: () => tf.Scalar, inputs: Inputs): tf.Scalar {
    const { value, grads } = tf.variableGrads(loss, this.variables);
    this.optimizer.apply(grads, inputs);
    return value;
  }

  apply(x: tf.Tensor): tf.Tensor {
    return this.model.apply(x, { training: false }) as tf.Tensor;
  }

  dispose(): void {
    this.optimizer.dispose();
    this.model.dispose();
  }
}

/** Compiles a step, runs it as often, and lets go of it. */
export async function repeated(
  device: Device,
  steps: number,
  step: (inputs: Inputs) => Results,
  turn: (
    at: number,
    run: (inputs: Record<string, HostTensor | number>) => Promise<Record<string, HostTensor>>,
  ) => Promise<void>,
): Promise<void> {
  const compiled = device.compile(step);
  try {
    for (let at = 1; at <= steps; at++) await turn(at, (inputs) => compiled.run(inputs));
  } finally {
    compiled.dispose();
  }
}
