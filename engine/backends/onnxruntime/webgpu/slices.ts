/** A slice that runs backwards starts at the last element on WebGPU, wherever it shall start (onnxruntime 1.30). */
import { numbersOf, type Value } from '../graph';
import { slice } from '../operators/shape';
import type { Pass } from '../passes/pass';

export const pass: Pass = {
  id: 'webgpu-slices',
  rewrite({ op, inputs, results }) {
    if (op !== 'Slice') return null;
    const [x, ...rest] = inputs as [Value, ...Value[]];
    const numbers = rest.map((value) => numbersOf(value));
    if (numbers.includes(null)) return null;
    const [begin, , axes, step] = numbers as [number[], number[], number[], number[]];
    const early = axes.filter((axis, i) => step[i]! < 0 && begin[i]! < x.shape[axis]! - 1);
    if (early.length === 0) return null;
    const upTo = new Map(axes.map((axis, i) => [axis, begin[i]! + 1]));
    const cut = slice(
      x,
      x.shape.map(() => 0),
      x.shape.map((size, axis) => (early.includes(axis) ? upTo.get(axis)! : size)),
    );
    return [...x.graph.node(op, [cut, ...rest], {}, results)];
  },
};
