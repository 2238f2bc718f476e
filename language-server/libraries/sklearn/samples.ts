import { amount } from '../../domain/amount';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import type { Dimension } from '../../domain/dimension';
import { printShape, shape } from '../../domain/shape';
import { rangeLength } from '../../interpreter/iteration';
import { list, tensor, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, mismatch } from '../call';
import type { Call } from '../library';
import { nestedSizes, nestedType } from '../literal';
import { entriesOf, frame, frameIn, lengthIn, series } from '../pandas/frame';

/** How many samples a value holds, whatever holds them. */
export function samplesIn(value: Value): Dimension | undefined {
  if (value.kind === 'range') return rangeLength(value);
  const entries = entriesOf(value);
  if (entries.kind === 'tensor') return entries.shape.open ? undefined : entries.shape.dimensions[0];
  return elementsIn(value)?.length;
}

/** Some of the samples of a value, in the same form. */
export function someOf(call: Call, value: Value, count: Dimension): Value {
  const table = frameIn(value);
  if (table) return frame(call, { ...table, rows: count });
  if (lengthIn(value) !== undefined) return series(call, count);
  if (value.kind === 'list') return list(undefined);
  if (value.kind !== 'tensor' || (!value.shape.open && value.shape.dimensions.length === 0)) return UNKNOWN;
  const { open, dimensions } = value.shape;
  const { array, type, oneHot, wide } = value;
  const own = open ? value.shape : shape([count, ...dimensions.slice(1)]);
  return tensor(own, {
    ...(array && { array }),
    ...(type && { type }),
    ...(oneHot && { oneHot }),
    ...(wide && { wide }),
  });
}

/** An array, a table or nested lists as an array of NumPy's; undefined where its sizes are not known. */
export function dataIn(value: Value): Tensor | undefined {
  const sizes = nestedSizes(value);
  const type = value.kind === 'instance' ? undefined : nestedType(value, 'float64');
  const wide = value.kind === 'tensor' ? value.wide : frameIn(value)?.wide;
  return sizes && tensor(shape(sizes), { array: 'numpy.ndarray', ...(type && { type }), ...(wide && { wide }) });
}

/** Reports values that hold different numbers of samples for certain. */
export function checkSamples(call: Call, values: readonly Value[]): void {
  const counts = values.flatMap((value) => samplesIn(value) ?? []);
  const other = counts.find((count) => different(count, counts[0]!));
  if (other === undefined) return;
  mismatch(call, {
    received: `${amount(counts[0]!, 'sample')} and ${printDimension(other)}`,
    expected: 'as many samples in each',
    advice: 'pass what belongs together, or slice all alike',
    inputs: values.flatMap((value) => (value.kind === 'tensor' ? [value] : [])),
  });
}

/** Samples of features: reports an array of other than two axes. */
export function isTable(call: Call, data: Tensor): boolean {
  const { length } = data.shape.dimensions;
  if (length === 2) return true;
  mismatch(call, {
    received: `an array of shape ${printShape(data.shape)}`,
    expected: 'two axes (samples, features)',
    advice: length < 2 ? 'use reshape(-1, 1) for one feature a sample' : 'flatten the axes behind the first',
    inputs: [data],
  });
  return false;
}
