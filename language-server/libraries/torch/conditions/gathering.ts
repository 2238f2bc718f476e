import { amount, numberOfAxes } from '../../../domain/amount';
import { subtract, type Dimension } from '../../../domain/dimension';
import { different, sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { axisOf, printShape } from '../../../domain/shape';
import type { Tensor } from '../../../interpreter/value';
import { numberOf } from '../../call';
import { both, closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

const isLarger = (a: Dimension, b: Dimension): boolean => sign(subtract(a, b)) === 1;

/** An index with entries reaches no further than `others` on every axis; than the input on every one but `dim`. */
const within =
  (source?: string): Condition =>
  (call) => {
    const [input, index] = [closed(call), closed(call, 'index')];
    const axis = numberOf(call, 'dim');
    const at = input && axis !== undefined ? axisOf(input.shape, axis) : undefined;
    if (!input || !index || at === undefined || !index.shape.dimensions.every((size) => sign(size) === 1)) return;
    reaches(call, index, input, at);
    const other = source === undefined ? undefined : closed(call, source);
    if (other) reaches(call, index, other, undefined);
  };

function reaches(call: Call, index: Tensor, other: Tensor, except: number | undefined): void {
  const { dimensions } = other.shape;
  if (dimensions.length !== index.shape.dimensions.length) return;
  if (!index.shape.dimensions.some((size, i) => i !== except && isLarger(size, dimensions[i]!))) return;
  const free = except === undefined ? '' : ` but ${except}`;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `an index of shape ${printShape(index.shape)} for a tensor of shape ${printShape(other.shape)}`,
      expected: `an index that is no larger on any axis${free}`,
      advice: 'make the index smaller, or expand the tensor',
    },
    [index, other],
  );
}

/** As many indices as the source has parts along the axis. */
const onePartEach: Condition = (call) => {
  const [index, source] = [closed(call, 'index'), closed(call, 'source')];
  const axis = numberOf(call, 'dim');
  const at = source && axis !== undefined ? axisOf(source.shape, axis) : undefined;
  const parts = at === undefined ? undefined : source?.shape.dimensions[at];
  const count = index?.shape.dimensions.length === 1 ? index.shape.dimensions[0] : undefined;
  if (!index || !source || parts === undefined || count === undefined || !different(parts, count)) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `${amount(count, 'index', 'indices')} for a source of shape ${printShape(source.shape)}`,
      expected: `${printDimension(parts)}, the size of axis ${axis} of the source`,
      advice: 'give an index for every part of the source',
    },
    [index, source],
  );
};

const all = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`].map((each) => [each, condition])),
  );

/** An index has as many axes as what it is for. */
const ranked: Condition = (call) => {
  const [input, index] = [closed(call), closed(call, 'index')];
  if (!input || !index?.shape.dimensions.every((size) => sign(size) === 1)) return;
  const [rank, own] = [input, index].map(({ shape }) => Math.max(1, shape.dimensions.length)) as [number, number];
  if (rank === own) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `an index of shape ${printShape(index.shape)} for a tensor of shape ${printShape(input.shape)}`,
      expected: `an index of ${numberOfAxes(rank)}`,
      advice: 'unsqueeze or expand the index, or reshape the tensor',
    },
    [index, input],
  );
};

export const GATHERING_CONDITIONS: Conditions = {
  ...all('gather', within()),
  ...all('scatter scatter_ scatter_add scatter_add_ scatter_reduce scatter_reduce_', both(ranked, within('src'))),
  ...all('index_add index_add_ index_copy index_copy_ index_reduce index_reduce_', onePartEach),
};
