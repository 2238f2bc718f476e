/** A reshape of a reshape looks at the original at once. */
import { producer } from '../graph';
import { reshape } from '../operators/shape';
import type { Pass } from './pass';

export const pass: Pass = {
  id: 'merge-reshapes',
  rewrite({ op, inputs, results }) {
    const inner = op === 'Reshape' ? producer(inputs[0], 'Reshape') : null;
    return inner && [reshape(inner.inputs[0]!, results[0]!.shape)];
  },
};
