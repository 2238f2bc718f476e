import { unknownDimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { tensor, type Value } from '../value';

/** What TypeScript says of a parameter: `Tensor2D` has two axes, `Scalar` none. */
export function annotatedTensor(type: string | undefined): Value | undefined {
  const rank = type === 'Scalar' ? '0' : /^Tensor([1-6])D$/.exec(type ?? '')?.[1];
  if (rank === undefined) return undefined;
  const sizes = Array.from({ length: Number(rank) }, unknownDimension);
  return tensor(shape(sizes), { array: 'tfjs.Tensor' });
}
