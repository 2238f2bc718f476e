/** Parts of an axis lie within it. */
import { add, subtract } from '../../../domain/dimension';
import { sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { axisOf, printShape } from '../../../domain/shape';
import { integerOf, numberOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';

/** Windows of an axis are no longer than it, and apart. */
const unfold: Condition = (call) => {
  const [input, axis] = [closed(call), numberOf(call, 'dimension')];
  const at = input && axis !== undefined ? axisOf(input.shape, axis) : undefined;
  const [size, step] = [integerOf(call, 'size'), integerOf(call, 'step')];
  const length = at === undefined ? undefined : input?.shape.dimensions[at];
  const long = size !== undefined && length !== undefined && sign(subtract(size, length)) === 1;
  if (!input || (!long && step !== 0)) return;
  refuse(
    call,
    'argument-mismatch',
    {
      received: long
        ? `windows of ${printDimension(size)} along axis ${axis!} of ${printShape(input.shape)}`
        : 'step=0',
      expected: long ? `at most ${printDimension(length)}` : 'a step of 1 or more',
      advice: 'use smaller windows, or another axis',
    },
    [input],
  );
};

/** A part of an axis ends within it. */
const narrow: Condition = (call) => {
  const [input, axis] = [closed(call), numberOf(call, 'dim')];
  const at = input && axis !== undefined ? axisOf(input.shape, axis) : undefined;
  const [start, length] = [integerOf(call, 'start'), integerOf(call, 'length')];
  if (!input || at === undefined || start === undefined || length === undefined || sign(add(start, 1)) !== 1) return;
  const [end, size] = [add(start, length), input.shape.dimensions[at]!];
  if (sign(subtract(end, size)) !== 1) return;
  refuse(
    call,
    'index-out-of-range',
    {
      received: `a part of axis ${axis!} of ${printShape(input.shape)} that ends at ${printDimension(end)}`,
      expected: `an end of at most ${printDimension(size)}`,
      advice: 'make the part shorter, or let it start earlier',
    },
    [input],
  );
};

export const PART_CONDITIONS: Conditions = {
  'torch.Tensor.unfold': unfold,
  'torch.narrow': narrow,
  'torch.Tensor.narrow': narrow,
};
