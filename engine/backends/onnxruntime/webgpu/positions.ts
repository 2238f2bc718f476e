/** Positions that ArgMax, ArgMin and TopK found, as int32: WebGPU converts no int64, but it can look up by one. */
import { producer, type Value } from '../graph';
import { gather } from '../operators/indexing';
import type { Pass } from '../passes/pass';

export const pass: Pass = {
  id: 'webgpu-positions',
  rewrite({ op, inputs, results }) {
    const size = op === 'Cast' && results[0]!.type === 'int32' ? rangeOf(inputs[0]!) : null;
    if (size === null) return null;
    const range = Int32Array.from({ length: size }, (_, i) => i);
    return [gather(inputs[0]!.graph.constant(range, { type: 'int32', shape: [size] }), inputs[0]!, 0)];
  },
};

/** How many positions there are to find; null where the value holds none. */
function rangeOf(value: Value): number | null {
  const node = producer(value, 'ArgMax') ?? producer(value, 'ArgMin') ?? producer(value, 'TopK');
  if (!node || value.type !== 'int64') return null;
  return node.inputs[0]!.shape.at(node.attributes.axis as number)!;
}
