/** LogSoftmax by its definition, x − m − ln Σ e^(x − m) with m = max x. */
import { exp, log, sub } from '../operators/elementwise';
import { reduce } from '../operators/reduce';
import type { Pass } from '../passes/pass';

export const pass: Pass = {
  id: 'webgpu-log-softmax',
  rewrite({ op, inputs, attributes }) {
    if (op !== 'LogSoftmax') return null;
    const x = inputs[0]!;
    const axis = (attributes.axis as number) + ((attributes.axis as number) < 0 ? x.shape.length : 0);
    const shifted = sub(x, reduce('ReduceMax', x, [axis], true));
    return [sub(shifted, log(reduce('ReduceSum', exp(shifted), [axis], true)))];
  },
};
