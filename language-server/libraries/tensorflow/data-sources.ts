/** What data sets of `tf.data` are made of: arrays, ranges, generators, other data sets. */
import { amount } from '../../domain/amount';
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { different, extreme } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { Each } from '../../interpreter/each';
import { tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, isNone, mismatch, sizeIn, sizesIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { nestedSizes, nestedType } from '../literal';
import { dataIn, dataset, elementOf, inner, mapTensors, resized, tensorsIn } from './dataset';

/** Arrays, tables and lists as tensors; tuples and dictionaries of such as they are. */
function structureOf(value: Value): Value {
  if (value.kind === 'tuple') return tuple(value.elements.map(structureOf));
  const sizes = value.kind === 'dictionary' ? undefined : nestedSizes(value);
  if (!sizes) return value;
  const type = value.kind === 'instance' ? undefined : nestedType(value, 'float32');
  return tensor(shape(sizes), { array: 'tensorflow.Tensor', ...(type && { type }) });
}

/** An element a row; all tensors have as many. */
const slices: Rule = (call) => {
  const whole = structureOf(valueOf(call, 'tensors'));
  const element = mapTensors(whole, inner);
  const counts = tensorsIn(whole).flatMap(({ shape: { open, dimensions } }) => (open ? [] : dimensions.slice(0, 1)));
  const other = counts.find((count) => different(count, counts[0]!));
  if (other !== undefined)
    mismatch(call, {
      received: `${amount(counts[0]!, 'row')} and ${printDimension(other)}`,
      expected: 'as many rows in each',
      advice: 'pass what belongs together, or slice all alike',
      inputs: [...tensorsIn(whole)],
    });
  return dataset(call, { element: element ?? UNKNOWN, count: counts[0], from: call.machine.serial });
};

const single: Rule = (call) =>
  dataset(call, { element: structureOf(valueOf(call, 'tensors')), count: 1, from: call.machine.serial });

const numbers: Rule = (call) =>
  dataset(call, {
    element: tensor(shape([]), { type: 'int64', array: 'tensorflow.Tensor' }),
    count: elementsIn(valueOf(call, 'args'))?.length === 1 ? sizesIn(valueOf(call, 'args'))?.[0] : undefined,
    from: call.machine.serial,
  });

/** What a generator says that it gives; its sizes that are None are others every time. */
const generated: Rule = (call) => {
  const from = call.machine.serial;
  const stated = [valueOf(call, 'output_signature'), shapesIn(valueOf(call, 'output_shapes'))]
    .map((each) => mapTensors(each, reshaped))
    .find((each) => each !== undefined);
  return dataset(call, { element: stated ?? yieldedBy(call) ?? UNKNOWN, count: undefined, from });
};

const reshaped = (each: Tensor): Tensor =>
  resized(
    each,
    each.shape.dimensions.map((size) => (typeof size === 'number' ? size : unknownDimension())),
  );

/** `((28, 28, 1), ())`: sizes, or a structure of such. */
function shapesIn(value: Value): Value {
  const parts = elementsIn(value);
  if (!parts) return UNKNOWN;
  const sizes = parts.every(({ kind }) => /^(integer|none|unknown)$/.test(kind));
  return sizes ? tensor(shape(parts.map((size) => sizeIn(size) ?? unknownDimension()))) : tuple(parts.map(shapesIn));
}

/** What the generator itself gives, where it says nothing of it. */
function yieldedBy(call: Call): Value | undefined {
  const positional = isNone(call, 'args') ? [] : elementsIn(valueOf(call, 'args'));
  if (!positional) return undefined;
  const made = callValue(
    call.machine,
    valueOf(call, 'generator'),
    { ...noArguments(), positional },
    { site: call.site },
  );
  if (made.kind !== 'list') return undefined;
  const elements = made.elements.value;
  const first = elements instanceof Each ? elements.read() : elements?.[0];
  if (!first) return undefined;
  return elementOf(first.kind === 'tuple' ? tuple(first.elements.map(elementOf)) : first);
}

/** `TensorSpec(shape, dtype)`, by a tensor of that shape. */
const specification: Rule = (call) => {
  const sizes = elementsIn(valueOf(call, 'shape'));
  if (!sizes) return UNKNOWN;
  const known = sizes.map((size) => (size.kind === 'integer' ? size.value : unknownDimension()));
  return tensor(shape(known), { array: 'tensorflow.Tensor' });
};

export const least = (counts: readonly (Dimension | undefined)[]): Dimension | undefined =>
  counts.reduce((a, b) => (a === undefined || b === undefined ? undefined : extreme('min', a, b)));

/** Elements of several beside each other, as long as all have one. */
const zipped: Rule = (call) => {
  const parts = (elementsIn(valueOf(call, 'datasets')) ?? []).map(dataIn);
  if (parts.length === 0 || !parts.every((each) => each !== undefined)) return UNKNOWN;
  return dataset(call, {
    element: tuple(parts.map(({ element }) => element)),
    count: least(parts.map(({ count }) => count)),
    endless: parts.every(({ endless }) => endless),
    from: Math.min(...parts.map(({ from }) => from)),
  });
};

export const SOURCES: Table = {
  from_tensor_slices: row('tensors, name=None', slices),
  from_tensors: row('tensors, name=None', single),
  range: row('*args, **kwargs', numbers),
  from_generator: row(
    'generator, output_types=None, output_shapes=None, args=None, output_signature=None, **kwargs',
    generated,
  ),
  zip: row('datasets, name=None', zipped),
};

export const SPECIFICATIONS: Table = {
  'tensorflow.TensorShape': row('dims', (call) => valueOf(call, 'dims')),
  'tensorflow.TensorSpec': row('shape, dtype=None, name=None', specification),
};
