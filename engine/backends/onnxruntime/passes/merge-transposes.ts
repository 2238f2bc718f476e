/** A transpose of a transpose is one, or none; one that moves only axes of size 1 moves no element. */
import { producer } from '../graph';
import { reshape, transpose } from '../operators/shape';
import type { Pass } from './pass';

export const pass: Pass = {
  id: 'merge-transposes',
  rewrite({ op, inputs, attributes, results }) {
    if (op !== 'Transpose') return null;
    const perm = attributes.perm as readonly number[];
    const x = inputs[0]!;
    const moved = perm.filter((axis) => x.shape[axis] !== 1);
    if (moved.every((axis, i) => i === 0 || moved[i - 1]! < axis)) return [reshape(x, results[0]!.shape)];
    const inner = producer(x, 'Transpose');
    if (!inner) return null;
    const first = inner.attributes.perm as readonly number[];
    return [
      transpose(
        inner.inputs[0]!,
        perm.map((axis) => first[axis]!),
      ),
    ];
  },
};
