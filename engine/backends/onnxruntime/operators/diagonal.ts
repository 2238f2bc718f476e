/** The diagonal of two axes. */
import { util } from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { reshape, sizeOf, slice, transpose } from './shape';

/** The elements of x whose positions along axes a and b, which are equally long, are the same; axis b goes. */
export function diagonal(x: Value, a: number, b: number): Value {
  const [n, size] = [x.shape[a]!, sizeOf(x.shape)];
  util.assert(
    n === x.shape[b],
    () => `axes ${a} and ${b} of [${x.shape.join()}] have one label and must be equally long`,
  );
  const kept = x.shape.map((_, axis) => axis).filter((axis) => axis !== b);
  const rest = kept.filter((axis) => axis !== a);
  if (n * size === 0)
    return reshape(
      x,
      kept.map((axis) => x.shape[axis]!),
    );
  const rows = reshape(transpose(x, [a, b, ...rest]), [n * n, size / n ** 2]);
  const picked = slice(rows, [0, 0], rows.shape, [n + 1, 1]); // (n, …rest)
  const unflat = reshape(
    picked,
    [a, ...rest].map((axis) => x.shape[axis]!),
  );
  return transpose(
    unflat,
    kept.map((axis) => [a, ...rest].indexOf(axis)),
  );
}
