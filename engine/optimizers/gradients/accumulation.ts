/**
 * Gradients of a batch that is too large for the memory, summed up part by part.
 *
 * With a loss that is a mean over samples, and part i holding a share sᵢ of them, ∂L = Σ sᵢ ∂Lᵢ. What looks at a batch
 * as a whole, such as batch normalization, sees a part.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Gradients } from './clipping';

/** Zero between two updates, so that a checkpoint does not need them; made when a batch first comes in parts. */
export class GradientSums {
  #sums: ReadonlyMap<string, tf.Variable> = new Map();

  /** To be called outside a step, which cannot make variables. */
  open(variables: readonly tf.Variable[]): void {
    if (this.#sums.size) return;
    const made = variables.map((weight) => {
      const name = `${weight.name}/gradientSum`;
      return [weight.name, tf.tidy(() => tf.variable(tf.zerosLike(weight), false, name))] as const;
    });
    this.#sums = new Map(made);
  }

  /** The sums with those of a part that holds `share` of the batch's samples. */
  plus(gradients: Gradients, share: tf.Tensor): Gradients {
    const sums = Object.entries(gradients).map(([name, gradient]) => {
      return [name, tf.add(this.#sums.get(name)!, tf.mul(gradient, share))] as const;
    });
    return Object.fromEntries(sums);
  }

  keep(sums: Gradients): void {
    for (const [name, sum] of Object.entries(sums)) this.#sums.get(name)!.assign(sum);
  }

  clear(): void {
    tf.tidy(() => {
      for (const sum of this.#sums.values()) sum.assign(tf.zerosLike(sum));
    });
  }

  dispose(): void {
    for (const sum of this.#sums.values()) sum.dispose();
    this.#sums = new Map();
  }
}
