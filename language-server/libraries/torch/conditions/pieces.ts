import { sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { axisOf } from '../../../domain/shape';
import type { Value } from '../../../interpreter/value';
import { elementsIn, integerIn, isNone, numberOf, tensorOf, valueOf } from '../../call';
import { refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

const NO_COUNT = new Set<Value['kind']>(['float', 'string', 'none', 'dictionary', 'function', 'class']);

/** Pieces, or the entries of one, are counted from `least`. */
const counted =
  (name: string, least: (call: Call) => 0 | 1): Condition =>
  (call) => {
    const value = valueOf(call, name);
    const [from, count] = [least(call), integerIn(value)];
    const few = typeof count === 'number' && count < from;
    const odd = NO_COUNT.has(value.kind) && !call.machine.hypothetical;
    if (!few && !odd) return;
    refuse(call, 'argument-mismatch', {
      received: `${few ? printDimension(count) : `a value of kind ${value.kind}`} as ${name}`,
      expected: `an integer of ${from} or more`,
      advice: 'divide with //, and make sure that there is something to divide',
    });
  };

/** Pieces of no entries are those of an axis without entries. */
const least = (call: Call): 0 | 1 => {
  const { shape } = tensorOf(call);
  const at = axisOf(shape, numberOf(call, 'dim') ?? NaN);
  return at !== undefined && sign(shape.dimensions[at]!) === 1 ? 1 : 0;
};

const sections = counted('indices_or_sections', () => 1);

/** Where the two are not told apart by their names. */
const tensorSplit: Condition = (call) => {
  if (!isNone(call, 'indices_or_sections')) sections(call);
};

/** Of nothing, nothing is joined. */
const several: Condition = (call) => {
  if (call.machine.hypothetical || elementsIn(valueOf(call, 'tensors'))?.length !== 0) return;
  refuse(call, 'argument-mismatch', {
    received: 'no tensors',
    expected: 'a list with one tensor or more',
    advice: 'check what fills the list',
  });
};

const all = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(names.split(' ').map((name) => [`torch.${name}`, condition]));

export const PIECE_CONDITIONS: Conditions = {
  ...all(
    'chunk Tensor.chunk',
    counted('chunks', () => 1),
  ),
  ...all('split Tensor.split', counted('split_size', least)),
  ...all('tensor_split Tensor.tensor_split', tensorSplit),
  ...all('cat concat concatenate stack vstack hstack dstack row_stack column_stack', several),
};
