/** Additive Gaussian noise, a regularizer: y = x + σ·ε, ε ~ N(0, 1). */
import * as tf from '@tensorflow/tfjs-core';
import { NoiseLayer } from './noise-layer';
import { normal } from './normal';
import type { Noise } from './random';

const wrongDeviation = (deviation: number): RangeError =>
  new RangeError(`a standard deviation of ${deviation} is none; give 0 or more`);

/** x + σ·ε with σ = `deviation`. */
export const gaussianNoise = (x: tf.Tensor, deviation: number, noise: Noise): tf.Tensor =>
  tf.add(x, tf.mul(normal(noise, x.shape), deviation));

/** {@link gaussianNoise} as a layer. */
export class GaussianNoise extends NoiseLayer {
  static readonly className = 'SeededGaussianNoise';
  private readonly deviation: number;

  constructor({ deviation, ...config }: { deviation: number; name?: string }) {
    super(config);
    if (!(deviation >= 0)) throw wrongDeviation(deviation);
    this.deviation = deviation;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), deviation: this.deviation };
  }

  protected disturb(x: tf.Tensor, noise: Noise): tf.Tensor {
    return gaussianNoise(x, this.deviation, noise);
  }
}

tf.serialization.registerClass(GaussianNoise);
