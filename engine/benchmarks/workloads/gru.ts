import type * as tf from '@tensorflow/tfjs-core';
import { gru, type GruWeights } from '../../layers/gru';
import { INPUTS, recurrent, UNITS } from '../recurrent';
import { filled, weight } from '../workload';

export const workload = recurrent('gru', 'GRU 128, T 50, batch 32', () => {
  const weights = {
    kernel: weight(INPUTS, 3 * UNITS),
    recurrent: weight(UNITS, 3 * UNITS),
    bias: filled(0, 3 * UNITS),
    recurrentBias: filled(0, 3 * UNITS),
  } satisfies Record<keyof GruWeights, tf.Variable>;
  return { variables: Object.values(weights), states: (x) => gru(x, weights as unknown as GruWeights) };
});
