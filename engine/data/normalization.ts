/** Inputs brought to mean 0 and deviation 1, by numbers measured on the training part only. */
import type { Samples } from './samples';

export interface Normalization {
  mean: number;
  deviation: number;
}

/** A constant input has no deviation to divide by: it is only centred. */
const LEAST_DEVIATION = 1e-7;

/** Mean and standard deviation over every number of every training input. */
export function fitNormalization({ inputs }: Samples): Normalization {
  let [sum, squares] = [0, 0];
  for (const value of inputs) {
    sum += value;
    squares += value * value;
  }
  const mean = inputs.length ? sum / inputs.length : 0;
  const variance = inputs.length ? Math.max(0, squares / inputs.length - mean * mean) : 1;
  const deviation = Math.sqrt(variance);
  return { mean, deviation: deviation < LEAST_DEVIATION ? 1 : deviation };
}
