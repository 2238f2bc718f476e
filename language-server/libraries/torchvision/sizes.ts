import type { Dimension } from '../../domain/dimension';
import { arrayClass } from '../../interpreter/arrays';
import type { Tensor } from '../../interpreter/value';

/** (channels, height, width) */
export type Sizes = readonly [channels: Dimension, height: Dimension, width: Dimension];

export const isTorch = (value: Tensor): boolean => arrayClass(value) === 'torch.Tensor';

/** Of one picture: (H, W), or with the channels before them in PyTorch's tensors and behind them in other arrays. */
export function sizesOf(value: Tensor): Sizes | undefined {
  const { dimensions, open } = value.shape;
  const [first, second, third] = dimensions;
  if (open || first === undefined || second === undefined || dimensions.length > 3) return undefined;
  if (third === undefined) return [1, first, second];
  return isTorch(value) ? [first, second, third] : [third, first, second];
}
