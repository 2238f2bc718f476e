import { equal, type Dimension } from '../../domain/dimension';
import { Each } from '../../interpreter/each';
import type { Tensor, Value } from '../../interpreter/value';

/** Tensors that are not spelled out: what each is like, and how many there are. */
export interface Alike {
  like: Tensor;
  count: Dimension | undefined;
  /** The size of an axis, where it is the same in all. */
  size: (axis: number) => Dimension | undefined;
}

export function alikeIn(value: Value): Alike | undefined {
  const elements = value.kind === 'list' ? value.elements.value : undefined;
  if (!(elements instanceof Each)) return undefined;
  const [like, other] = [elements.read(), elements.read()];
  if (like.kind !== 'tensor' || other.kind !== 'tensor' || like.shape.open) return undefined;
  const size = (axis: number): Dimension | undefined => {
    const [first, second] = [like, other].map(({ shape }) => shape.dimensions[axis]!);
    return equal(first!, second!) ? first : undefined;
  };
  return { like, count: elements.count, size };
}
