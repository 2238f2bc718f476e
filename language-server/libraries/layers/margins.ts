import { add, multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { ANY_TENSOR, type Value } from '../../interpreter/value';
import { derived, elementsIn, integerIn } from '../call';
import type { Rule } from '../library';
import { channelsAxis, inputOf, setting } from './setting';

/** What stands at both ends of an axis together: written as one number, a number an axis, or a pair an axis. */
function both(value: Value, rank: number, axis: number): Dimension | undefined {
  const elements = elementsIn(value);
  if (!elements) return twice(value);
  if (rank === 1) return elements.length === 2 ? sum(elements) : twice(elements[0]!);
  const own = elements[axis];
  const pair = own && elementsIn(own);
  return pair ? sum(pair) : own && twice(own);
}

const twice = (value: Value): Dimension | undefined => {
  const size = integerIn(value);
  return size === undefined ? undefined : multiply(size, 2);
};

const sum = (values: readonly Value[]): Dimension | undefined =>
  values.map(integerIn).reduce((a, b) => (a === undefined || b === undefined ? undefined : add(a, b)), 0);

const changed =
  (rank: number, name: string, change: (size: Dimension, by: Dimension) => Dimension): Rule =>
  (call) => {
    const input = inputOf(call, { exactly: rank + 2, named: 'batch, space, channels' });
    if (!input || input.shape.open) return ANY_TENSOR;
    const place = channelsAxis(call, input.shape);
    const first = place === 1 ? 2 : 1;
    const sizes = input.shape.dimensions.map((size, i) => {
      if (i === 0 || i === place) return size;
      if (place === undefined) return unknownDimension();
      const by = both(setting(call, name), rank, i - first);
      return by === undefined ? unknownDimension() : change(size, by);
    });
    return derived(input, shape(sizes));
  };

/** n + before + after */
export const padding = (rank: number): Rule => changed(rank, 'padding', add);

/** n − before − after */
export const cropping = (rank: number): Rule => changed(rank, 'cropping', subtract);
