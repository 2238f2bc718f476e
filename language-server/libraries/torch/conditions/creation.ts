import { subtract, type Dimension } from '../../../domain/dimension';
import { sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { integerIn, valueOf, elementsIn, integerOf, sizesIn } from '../../call';
import { refuse, type Condition, type Conditions } from '../../condition';

/** The bounds of `randint(high, size)` and `randint(low, high, size)`. */
const randint: Condition = (call) => {
  const [low, high] = [integerOf(call, 'low'), integerIn(valueOf(call, 'high'))];
  const [from, to]: [Dimension, Dimension | undefined] = high === undefined ? [0, low] : [low ?? 0, high];
  const bounded = high !== undefined || elementsIn(valueOf(call, 'high')) !== undefined;
  const difference =
    to === undefined || (high !== undefined && low === undefined) ? undefined : sign(subtract(to, from));
  if (!bounded || to === undefined || difference === undefined || difference > 0) return;
  refuse(call, 'argument-mismatch', {
    received: `numbers from ${printDimension(from)} to below ${printDimension(to)}`,
    expected: 'an upper bound above the lower one',
    advice: 'give low before high; the upper bound itself is never drawn',
  });
};

/** No size is negative. */
const sizes: Condition = (call) => {
  const negative = sizesIn(valueOf(call, 'size'))?.find((size) => size !== undefined && sign(size) === -1);
  if (negative === undefined) return;
  refuse(call, 'argument-mismatch', {
    received: `a size of ${printDimension(negative)}`,
    expected: 'sizes of 0 or more',
    advice: 'make the size positive',
  });
};

export const CREATION_CONDITIONS: Conditions = {
  'torch.randint': randint,
  ...Object.fromEntries(['randn', 'rand', 'zeros', 'ones', 'empty', 'full'].map((name) => [`torch.${name}`, sizes])),
};
