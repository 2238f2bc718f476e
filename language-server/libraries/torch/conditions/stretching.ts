import { amount } from '../../../domain/amount';
import { equal, type Dimension } from '../../../domain/dimension';
import { different } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape, shape } from '../../../domain/shape';
import { tensor, type Tensor } from '../../../interpreter/value';
import { sizesIn, valueOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

function stretches(call: Call, input: Tensor, sizes: readonly (Dimension | undefined)[]): void {
  const { dimensions } = input.shape;
  const offset = sizes.length - dimensions.length;
  const conflict = dimensions.findIndex((size, i) => {
    const wanted = sizes[i + offset];
    const negative = typeof wanted === 'number' && wanted < -1;
    return wanted !== undefined && !equal(wanted, -1) && different(size, wanted) && (negative || different(size, 1));
  });
  if (offset >= 0 && conflict < 0) return;
  const wanted = sizes.map((size) => (size === undefined ? '?' : printDimension(size))).join(', ');
  refuse(
    call,
    'shape-mismatch',
    {
      received: `a tensor of shape ${printShape(input.shape)} to stretch to (${wanted})`,
      expected: 'sizes that are 1 or stay the same, aligned at the end',
      advice: 'add axes of size 1 with unsqueeze where it is to be stretched, or use repeat',
    },
    [input],
  );
}

/** Only axes of size 1 are stretched. */
const expand =
  (name: string): Condition =>
  (call) => {
    const input = closed(call);
    const sizes = sizesIn(valueOf(call, name));
    if (input && sizes) stretches(call, input, sizes);
  };

/** What is summed to sizes is what they would be stretched to. */
const summed: Condition = (call) => {
  const input = closed(call);
  const sizes = sizesIn(valueOf(call, 'size'));
  if (!input || !sizes?.every((size) => size !== undefined)) return;
  stretches(call, tensor(shape(sizes)), input.shape.dimensions);
};

/** What is copied is stretched to its place. */
const copied: Condition = (call) => {
  const [input, source] = [closed(call), closed(call, 'src')];
  if (input && source) stretches(call, source, input.shape.dimensions);
};

const expandAs: Condition = (call) => {
  const [input, other] = [closed(call), closed(call, 'other')];
  if (input && other) stretches(call, input, other.shape.dimensions);
};

/** At least as many counts as axes. */
const repeat: Condition = (call) => {
  const input = closed(call);
  const counts = sizesIn(valueOf(call, 'repeats'));
  if (!input || !counts || counts.length >= input.shape.dimensions.length) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `${amount(counts.length, 'count')} for a tensor of shape ${printShape(input.shape)}`,
      expected: `at least ${input.shape.dimensions.length}, one an axis`,
      advice: 'say of every axis how often it is repeated',
    },
    [input],
  );
};

export const STRETCHING_CONDITIONS: Conditions = {
  'torch.Tensor.expand': expand('sizes'),
  'torch.broadcast_to': expand('size'),
  'torch.Tensor.broadcast_to': expand('size'),
  'torch.Tensor.sum_to_size': summed,
  'torch.Tensor.copy_': copied,
  'torch.Tensor.expand_as': expandAs,
  'torch.Tensor.repeat': repeat,
};
