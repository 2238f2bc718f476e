import { printShape, shape } from '../../../domain/shape';
import { sizesIn, valueOf } from '../../call';
import { closed, converting, refuse, type Condition, type Conditions } from '../../condition';
import { isNatural, isViewable, stridesOf } from '../../layouts';
import type { Call } from '../../library';

const areNumbers = (sizes: readonly unknown[]): sizes is number[] => sizes.every((size) => typeof size === 'number');

const productOf = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** The sizes asked for, −1 resolved; undefined where they do not hold `count` entries, which another rule reports. */
function wantedOf(call: Call, count: number): number[] | undefined {
  const sizes = sizesIn(valueOf(call, 'shape')) ?? [undefined];
  if (!areNumbers(sizes) || count === 0) return undefined;
  const rest = count / productOf(sizes.filter((size) => size !== -1));
  const wanted = sizes.map((size) => (size === -1 ? rest : size));
  return productOf(wanted) === count ? wanted : undefined;
}

/** A view joins axes only that lie side by side in memory. */
const view: Condition = (call) => {
  const input = closed(call);
  const sizes = input?.shape.dimensions ?? [];
  if (!input?.order || isNatural(input.order) || !areNumbers(sizes)) return;
  const wanted = wantedOf(call, productOf(sizes));
  if (!wanted || isViewable(sizes, stridesOf(sizes, input.order), wanted)) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `a tensor of shape ${printShape(input.shape)} whose axes are in another order in memory`,
      expected: `axes side by side in memory where they become one of ${printShape(shape(wanted))}`,
      advice: 'use reshape, or call it after .contiguous()',
      ...converting(call, 'input', '.contiguous()'),
    },
    [input],
  );
};

export const VIEW_CONDITIONS: Conditions = {
  'torch.Tensor.view': view,
};
