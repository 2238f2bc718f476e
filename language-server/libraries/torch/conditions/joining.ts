import { add } from '../../../domain/dimension';
import { different, sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { axisOf, printShape, type Shape } from '../../../domain/shape';
import type { Tensor, Value } from '../../../interpreter/value';
import { elementsIn, integerIn, numberOf, sizesIn, valueOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';

/** What may be an empty vector, which cat skips. */
export const mayBeEmpty = ({ dimensions }: Shape): boolean => dimensions.length === 1 && sign(dimensions[0]!) !== 1;

const tensorsIn = (value: Value): Tensor[] =>
  (elementsIn(value) ?? []).filter((each) => each.kind === 'tensor' && !each.shape.open) as Tensor[];

/** The same number of axes, and at least one. */
const cat: Condition = (call) => {
  const tensors = tensorsIn(valueOf(call, 'tensors')).filter(({ shape }) => !mayBeEmpty(shape));
  const [first, ...others] = tensors;
  const other = others.find(({ shape }) => shape.dimensions.length !== first?.shape.dimensions.length);
  const scalar = tensors.find(({ shape }) => shape.dimensions.length === 0);
  if (!first || (!other && !scalar)) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `shapes ${tensors.map(({ shape }) => printShape(shape)).join(', ')}`,
      expected: 'as many axes in each, and at least one',
      advice: 'use unsqueeze where an axis is missing, or torch.stack to join along a new one',
    },
    tensors,
  );
};

/** The sizes of the pieces add up to the axis. */
const split: Condition = (call) => {
  const input = closed(call);
  const [axis, sizes] = [numberOf(call, 'dim'), sizesIn(valueOf(call, 'split_size'))];
  const at = input && axis !== undefined ? axisOf(input.shape, axis) : undefined;
  if (!input || at === undefined || !sizes?.every((size) => size !== undefined)) return;
  const [total, size] = [sizes.reduce(add, 0), input.shape.dimensions[at]!];
  if (!different(total, size)) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `pieces that add up to ${printDimension(total)}`,
      expected: `${printDimension(size)}, the size of axis ${axis} of ${printShape(input.shape)}`,
      advice: 'make the pieces add up to the axis',
    },
    [input],
  );
};

/** Tensors whose rows belong together have as many rows. */
const dataset: Condition = (call) => {
  const tensors = tensorsIn(valueOf(call, 'tensors'));
  const [first, ...others] = tensors;
  const rows = first?.shape.dimensions[0];
  const other = others.find(({ shape }) => {
    const own = shape.dimensions[0];
    return rows !== undefined && own !== undefined && different(rows, own);
  });
  if (!first || !other) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `shapes ${printShape(first.shape)} and ${printShape(other.shape)}`,
      expected: 'as many rows in every tensor',
      advice: 'make the first axes equal: one row a sample',
    },
    [first, other],
  );
};

/** Whole numbers of samples add up to all that there are. */
const randomSplit: Condition = (call) => {
  const dataset = valueOf(call, 'dataset');
  const lengths = elementsIn(valueOf(call, 'lengths'))?.map(integerIn);
  const tensors = dataset.kind === 'instance' ? dataset.attributes.get('tensors')?.value : undefined;
  const rows = tensors && tensorsIn(tensors)[0]?.shape.dimensions[0];
  if (rows === undefined || !lengths?.every((length) => length !== undefined)) return;
  const total = lengths.reduce(add, 0);
  if (!different(total, rows)) return;
  refuse(call, 'argument-mismatch', {
    received: `parts that add up to ${printDimension(total)}`,
    expected: `${printDimension(rows)}, the number of samples`,
    advice: 'make the lengths add up to len(dataset)',
  });
};

export const JOINING_CONDITIONS: Conditions = {
  'torch.cat': cat,
  'torch.concat': cat,
  'torch.concatenate': cat,
  'torch.split': split,
  'torch.Tensor.split': split,
  'torch.split_with_sizes': split,
  'torch.Tensor.split_with_sizes': split,
  'torch.utils.data.TensorDataset': dataset,
  'torch.utils.data.random_split': randomSplit,
};
