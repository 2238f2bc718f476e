/** Powers of operands that are broadcast along their last axis: onnxruntime 1.30 fails on them on WebGPU. */
import type { Value } from '../graph';
import { expand, sizeOf } from '../operators/shape';
import type { Pass } from '../passes/pass';

export const pass: Pass = {
  id: 'webgpu-broadcasts',
  rewrite({ op, inputs, attributes, results }) {
    if (op !== 'Pow') return null;
    const { graph, type, shape } = results[0]!;
    const whole = (inputs as readonly Value[]).map((x) => (sizeOf(x.shape) === 1 ? x : expand(x, shape)));
    return whole.every((x, i) => x === inputs[i]) ? null : [...graph.node(op, whole, attributes, [{ type, shape }])];
  },
};
