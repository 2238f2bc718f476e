import { subtract } from '../../../domain/dimension';
import { different, sign } from '../../../domain/order';
import { printShape, type Shape } from '../../../domain/shape';
import type { Tensor } from '../../../interpreter/value';
import { closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { rowOf } from '../../table';

/** Whether a shape can certainly not be stretched to another one. */
function exceeds(from: Shape, to: Shape): boolean {
  const extra = from.dimensions.length - to.dimensions.length;
  return from.dimensions.some((size, i) => {
    const place = to.dimensions[i - extra];
    return place !== undefined && different(size, place) && different(size, 1);
  });
}

/** Axes before the place's own may only be of size 1. */
const leads = (from: Shape, to: Shape): boolean =>
  from.dimensions
    .slice(0, Math.max(0, from.dimensions.length - to.dimensions.length))
    .some((size) => sign(subtract(size, 1)) === 1);

function doesNotFit(call: Call, value: Tensor, place: Shape): void {
  refuse(
    call,
    'shape-mismatch',
    {
      received: `a value of shape ${printShape(value.shape)} for a place of shape ${printShape(place)}`,
      expected: 'a value that is of the shape of the place, or is stretched to it',
      advice: 'reshape the value, or write to another place',
    },
    [value],
  );
}

/** `x[index] = value`: the value is stretched to the place. */
const assigned: Condition = (call) => {
  const value = closed(call, 'value');
  const place = closed(call) && rowOf('torch.Tensor.__getitem__')?.rule(call);
  if (!value || place?.kind !== 'tensor' || place.shape.open) return;
  if (exceeds(value.shape, place.shape) || leads(value.shape, place.shape)) doesNotFit(call, value, place.shape);
};

/** `x.add_(other)`: x keeps its shape. */
const inPlace: Condition = (call) => {
  const [input, other] = [closed(call), closed(call, 'other')];
  if (!input || !other) return;
  const longer = other.shape.dimensions.length > input.shape.dimensions.length;
  if (longer || exceeds(other.shape, input.shape)) doesNotFit(call, other, input.shape);
};

const WRITING = 'add_ sub_ subtract_ mul_ multiply_ div_ divide_ floor_divide_ remainder_ pow_ copy_';

export const WRITING_CONDITIONS: Conditions = {
  'torch.Tensor.__setitem__': assigned,
  ...Object.fromEntries(WRITING.split(' ').map((name) => [`torch.Tensor.${name}`, inPlace])),
};
