import type * as tf from '@tensorflow/tfjs-core';
import { lstm } from '../../layers/lstm';
import { INPUTS, recurrent, UNITS } from '../recurrent';
import { filled, weight } from '../workload';

export const workload = recurrent('lstm', 'LSTM 128, T 50, batch 32', () => {
  const variables = [weight(INPUTS, 4 * UNITS), weight(UNITS, 4 * UNITS), filled(0, 4 * UNITS)] as const;
  const [kernel, recurrentKernel, bias] = variables as unknown as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
  return { variables: [...variables], states: (x) => lstm(x, kernel, recurrentKernel, bias) };
});
