/** Dropout (Srivastava et al. 2014), inverted: y = x · m/(1 − p), m = 0 with probability p, else 1. */
import * as tf from '@tensorflow/tfjs-core';
import { NoiseLayer } from './noise-layer';
import type { Noise } from './random';

const wrongRate = (rate: number): RangeError =>
  new RangeError(`a dropout rate of ${rate} would leave nothing or is none; give one from 0 up to, not including, 1`);

/**
 * Zeroes each element with probability `rate` and scales the others, so that the expectation stays.
 * @param rate in [0, 1), kept to 2⁻³²
 */
export function dropout(x: tf.Tensor, rate: number, noise: Noise): tf.Tensor {
  if (!(rate >= 0 && rate < 1)) throw wrongRate(rate);
  // Words are uniform in [−2³¹, 2³¹): a share `rate` of them lies below.
  const threshold = tf.scalar(Math.floor(rate * 2 ** 32) - 2 ** 31, 'int32');
  const kept = tf.cast(tf.greaterEqual(noise.bits(x.shape), threshold), 'float32');
  return tf.mul(x, tf.mul(kept, 1 / (1 - rate)));
}

/** {@link dropout} as a layer. */
export class Dropout extends NoiseLayer {
  static readonly className = 'SeededDropout';
  private readonly rate: number;

  constructor({ rate, ...config }: { rate: number; name?: string }) {
    super(config);
    if (!(rate >= 0 && rate < 1)) throw wrongRate(rate);
    this.rate = rate;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate };
  }

  protected disturb(x: tf.Tensor, noise: Noise): tf.Tensor {
    return dropout(x, this.rate, noise);
  }
}

tf.serialization.registerClass(Dropout);
