/**
 * Dynamic loss scaling (Micikevicius et al., Mixed Precision Training, 2018).
 *
 * Float16 has no numbers between 0 and 6·10⁻⁸, where many gradients of a network lie. The loss times S has gradients
 * times S; they are divided by S before they are used. S is as large as it may be: a gradient that overflows lowers it,
 * many steps without one raise it. The policy is that of PyTorch's GradScaler.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Gradients } from './clipping';

/** The step's input, named so that it cannot meet a batch's; a step without it is not scaled. */
const INPUT = 'loss/scale';

/** All powers of 2, so that scaling rounds nothing. */
const INITIAL = 2 ** 16;
const GROWTH = 2;
const BACKOFF = 0.5;
/** Steps without an overflow before the scale grows. */
const INTERVAL = 2000;
/** What overflows at a scale of 1 does so by itself: to scale it down would hide that training diverges. */
const LEAST = 1;
/** Float32 ends at 2¹²⁸: a scaled loss stays finite while the loss is below 2⁶⁴, even if no gradient ever overflows. */
const MOST = 2 ** 64;

type Inputs = Readonly<Record<string, tf.Tensor>>;

/** The scale of a run, step by step. */
export class LossScale {
  private scale = INITIAL;
  /** Without an overflow, since the scale changed. */
  private steps = 0;
  private count = 0;

  get value(): number {
    return this.scale;
  }

  /** Steps that were lost to overflows. */
  get skipped(): number {
    return this.count;
  }

  /** What the next step is to be fed. */
  inputs(): Record<string, number> {
    return { [INPUT]: this.scale };
  }

  /** After a step whose gradients were finite. */
  keep(): void {
    this.steps++;
    if (this.steps < INTERVAL) return;
    this.scale = Math.min(MOST, this.scale * GROWTH);
    this.steps = 0;
  }

  /** After a step whose gradients were not, and which was skipped; false where the scale is not to blame. */
  lower(): boolean {
    if (this.scale <= LEAST) return false;
    this.scale *= BACKOFF;
    this.steps = 0;
    this.count++;
    return true;
  }

  /** As numbers, for a checkpoint. */
  save(): number[] {
    return [this.scale, this.steps, this.count];
  }

  restore([scale = INITIAL, steps = 0, count = 0]: readonly number[]): void {
    this.scale = scale;
    this.steps = steps;
    this.count = count;
  }
}

/** Inside a step: the loss to differentiate. */
export const scaled = (loss: tf.Scalar, { [INPUT]: scale }: Inputs): tf.Scalar => (scale ? tf.mul(loss, scale) : loss);

/** Inside a step: a gradient of the scaled loss as one of the loss. */
export const unscaled = (gradient: tf.Tensor, { [INPUT]: scale }: Inputs): tf.Tensor =>
  scale ? tf.mul(gradient, tf.div(1, scale)) : gradient;

/** Inside a step: all of them. */
export const allUnscaled = (gradients: Gradients, inputs: Inputs): Gradients =>
  Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, unscaled(gradient, inputs)]));
