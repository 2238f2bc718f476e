/** What makes one element of many. */
import { isFloat } from './arithmetic';
import { axisOf, hasAxes } from './arrays';
import { on, type Phrase } from './drawing';
import type { Known } from './given';
import { sizeOf } from './shapes';

const FOLDS = ['mean', 'max', 'min', 'logSumExp', 'sum'];

const isFoldable = (value: Known): boolean => isFloat(value) && hasAxes(value);

const fold: Phrase = on(isFoldable, (d, x) => {
  const axes = [...d.random.permutation(x.shape.length)].slice(0, 1 + axisOf(d, x));
  const op = d.pick(FOLDS);
  const folded = d.say(op, x, axes, d.chance());
  // A sum of n elements of random signs is √n times as large as one.
  if (op === 'sum') d.say('mul', folded, Math.sqrt(sizeOf(folded.shape) / sizeOf(x.shape)));
});

/** More factors are nothing, or too much. */
const FEW = 8;

const product: Phrase = on(isFoldable, (d, x) => {
  const axis = axisOf(d, x);
  if (x.shape[axis]! <= FEW) d.say('prod', d.say('tanh', x), axis, d.chance());
});

const softmax: Phrase = on(isFoldable, (d, x) => {
  d.say(d.pick(['softmax', 'logSoftmax']), x);
});

const matMul: Phrase = on(
  (value) => isFloat(value) && value.shape.length > 1,
  (d, x) => {
    const [isTurned, isOtherTurned] = [d.chance(), d.chance()];
    const inner = x.shape.at(isTurned ? -2 : -1)!;
    const shape = [inner, d.pick([1, 5, 8])];
    const other = d.input(isOtherTurned ? shape.toReversed() : shape, 'normal', 1 / Math.sqrt(inner));
    d.say('matMul', x, other, isTurned, isOtherTurned);
  },
);

export const folds: readonly Phrase[] = [fold, fold, product, softmax, matMul];
