/** What the recurrent layers have in common: weights of gates, and the last state or all of them. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { describeInitializer, SEQUENCE, single, singleShape } from './weight';

export interface RecurrentConfig {
  name?: string;
  units: number;
  /** Gives the state of every step, (B, T, H), instead of the last one, (B, H). */
  returnSequences?: boolean;
}

/** As Keras's: Glorot's for the inputs, orthogonal for the states. */
const kernelInitializer = layers.initializers.glorotUniform({});
const recurrentInitializer = layers.initializers.orthogonal({ gain: 1 });

type Weight = ReturnType<layers.layers.Layer['addWeight']>;

/** (B, T, I) → (B, H) or (B, T, H), from zero states. */
export abstract class RecurrentLayer extends layers.layers.Layer {
  protected readonly units: number;
  readonly returnSequences: boolean;
  protected kernel!: Weight;
  protected recurrent!: Weight;
  protected bias!: Weight;

  constructor({ units, returnSequences = false, ...config }: RecurrentConfig) {
    super(config);
    this.inputSpec = [SEQUENCE];
    this.units = units;
    this.returnSequences = returnSequences;
  }

  /** How many gates stand side by side in the weights. */
  protected abstract readonly gates: number;

  /** (B, T, I) → (B, T, H) */
  protected abstract states(x: tf.Tensor3D): tf.Tensor3D;

  override build(inputShape: layers.Shape | layers.Shape[]): void {
    const width = this.gates * this.units;
    this.kernel = this.addWeight('kernel', [singleShape(inputShape).at(-1)!, width], 'float32', kernelInitializer);
    // Until the run draws it from its seed: tfjs's own orthogonal matrices take seconds to make.
    this.recurrent = this.addWeight('recurrent_kernel', [this.units, width], 'float32', kernelInitializer);
    this.bias = this.addWeight('bias', [width], 'float32', layers.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(inputShape: layers.Shape | layers.Shape[]): layers.Shape {
    const [batch, time] = singleShape(inputShape);
    return this.returnSequences ? [batch!, time!, this.units] : [batch!, this.units];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const states = this.states(single(inputs) as tf.Tensor3D);
      if (this.returnSequences) return states;
      const [batch, time] = states.shape;
      return tf.reshape(tf.slice(states, [0, time - 1, 0], [batch, 1, this.units]), [batch, this.units]);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { units, returnSequences } = this;
    return {
      ...super.getConfig(),
      units,
      returnSequences,
      activation: 'tanh',
      recurrentActivation: 'sigmoid',
      kernelInitializer: describeInitializer(kernelInitializer),
      recurrentInitializer: describeInitializer(recurrentInitializer),
    };
  }
}
