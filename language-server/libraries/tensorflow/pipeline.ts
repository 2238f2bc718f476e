import { amount } from '../../domain/amount';
import { multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide, floorDivide, modulo } from '../../domain/division';
import { different, extreme } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { Each } from '../../interpreter/each';
import { integer, NONE, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { booleanOf, elementsIn, integerOf, isNone, mismatch, self, sizeIn, sizesIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { nestedSizes, nestedType } from '../literal';
import {
  BATCHES,
  dataIn,
  dataset,
  DATASET,
  elementIn,
  elementsOf,
  inner,
  mapTensors,
  resized,
  tensorsIn,
  type Data,
} from './dataset';

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

const least = (counts: readonly (Dimension | undefined)[]): Dimension | undefined =>
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

/** A method that makes another data set of one. */
const makes =
  (change: (data: Data, call: Call) => Data | undefined): Rule =>
  (call) => {
    const data = dataIn(valueOf(call, 'self'));
    const changed = data && change(data, call);
    return changed ? dataset(call, changed) : UNKNOWN;
  };

/** The parts of a tuple are the function's arguments; what it returns is the element. */
const mapped = makes((data, call) => {
  const { element } = data;
  const positional = element.kind === 'tuple' ? element.elements : [element];
  const known = tensorsIn(element).length > 0;
  const result = callValue(
    call.machine,
    valueOf(call, 'map_func'),
    { ...noArguments(), positional },
    { site: call.site },
  );
  return { ...data, element: known ? elementOf(result) : UNKNOWN };
});

/** Numbers become tensors; tensors are TensorFlow's, whatever made them. */
const elementOf = (value: Value): Value =>
  mapTensors(value.kind === 'integer' || value.kind === 'float' ? tensor(shape([])) : value, (each) =>
    resized(each, each.shape.dimensions, each.shape.open),
  ) ?? UNKNOWN;

/** Batches of elements of one shape; the last may be smaller, where there is one. */
const batched = makes((data, call) => {
  const size = integerOf(call, 'batch_size');
  const whole = booleanOf(call, 'drop_remainder');
  const { count, endless } = data;
  const from = Math.min(data.from, call.machine.serial);
  const even = count !== undefined && size !== undefined && modulo(count, size) === 0;
  const length = size !== undefined && (whole === true || even || endless) ? size : call.machine.symbol('B');
  return { element: stacked(data.element, length), count: batches(count, size, whole), endless, from };
});

const stacked = (element: Value, length: Dimension): Value =>
  mapTensors(element, (each) => (each.shape.open ? undefined : resized(each, [length, ...each.shape.dimensions]))) ??
  UNKNOWN;

function batches(
  count: Dimension | undefined,
  size: Dimension | undefined,
  whole: boolean | undefined,
): Dimension | undefined {
  if (count === undefined || size === undefined || whole === undefined || size === 0) return undefined;
  return whole ? floorDivide(count, size) : ceilDivide(count, size);
}

/** Sizes that differ among the elements are made equal. */
const padded = makes((data, call) => {
  const { machine } = call;
  const from = Math.min(data.from, machine.serial);
  const length = machine.symbol('B');
  const natural = isNone(call, 'padded_shapes');
  const equalised = mapTensors(data.element, (each) => {
    const sizes = each.shape.dimensions.map((size) =>
      typeof size === 'number' && natural ? size : unknownDimension(),
    );
    return each.shape.open ? undefined : resized(each, [length, ...sizes]);
  });
  return { element: equalised ?? UNKNOWN, count: undefined, endless: data.endless, from };
});

const unbatched = makes((data) => ({ ...data, element: mapTensors(data.element, inner) ?? UNKNOWN, count: undefined }));

const kept = makes((data) => data);
/** Of endless elements some that are chosen: they do not end either, but may not come. */
const chosen = makes((data) => ({ ...data, count: undefined }));
const ending = makes((data) => ({ ...data, count: undefined, endless: false }));

const taken = makes((data, call) => ({
  ...data,
  count: least([data.count, integerOf(call, 'count')]),
  endless: false,
}));

const skipped = makes((data, call) => {
  const [count, gone] = [data.count, integerOf(call, 'count')];
  const left = count === undefined || gone === undefined ? undefined : subtract(count, gone);
  return { ...data, count: typeof left === 'number' ? Math.max(0, left) : undefined };
});

/** Without a number, or with -1, for ever. */
const repeated = makes((data, call) => {
  const times = integerOf(call, 'count');
  const known = data.count !== undefined && typeof times === 'number' && times > 0;
  const endless = isNone(call, 'count') || times === -1 || data.endless;
  return { ...data, count: known ? multiply(data.count!, times) : undefined, endless };
});

const enumerated = makes((data) => ({
  ...data,
  element: tuple([tensor(shape([]), { type: 'int64', array: 'tensorflow.Tensor' }), data.element]),
}));

const read =
  (look: (data: Data) => Value): Rule =>
  (call) => {
    const data = dataIn(valueOf(call, 'self'));
    return data ? look(data) : UNKNOWN;
  };

const count = read(({ count: known }) => (known === undefined ? UNKNOWN : integer(known)));

/** The elements as NumPy's arrays. */
const arrays = read((data) =>
  elementsOf({
    ...data,
    element: mapTensors(data.element, (each) => ({ ...each, array: 'numpy.ndarray' })) ?? UNKNOWN,
  }),
);

const KEEPING = 'shuffle prefetch cache with_options';
const CHOOSING = 'filter shard unique ignore_errors';

const METHODS: Table = {
  ...Object.fromEntries(KEEPING.split(' ').map((name) => [name, row('self, *args, **kwargs', kept)])),
  ...Object.fromEntries(CHOOSING.split(' ').map((name) => [name, row('self, *args, **kwargs', chosen)])),
  take_while: row('self, *args, **kwargs', ending),
  map: row('self, map_func, *args, **kwargs', mapped),
  batch: row('self, batch_size, drop_remainder=False, **kwargs', batched),
  padded_batch: row('self, batch_size, padded_shapes=None, *args, **kwargs', padded),
  unbatch: row('self, **kwargs', unbatched),
  take: row('self, count, **kwargs', taken),
  skip: row('self, count, **kwargs', skipped),
  repeat: row('self, count=None, **kwargs', repeated),
  enumerate: row('self, start=0, **kwargs', enumerated),
  as_numpy_iterator: row('self', arrays),
  cardinality: row('self', count),
};

/** TensorFlow 1's iterators are the data sets here. */
const ITERATORS = ['make_one_shot_iterator', 'make_initializable_iterator'];

const READING: Table = {
  __iter__: row('self', read(elementsOf)),
  __next__: row('self', read(elementIn)),
  __len__: row('self', count),
};

const MAKING: Table = {
  from_tensor_slices: row('tensors, name=None', slices),
  from_tensors: row('tensors, name=None', single),
  range: row('*args, **kwargs', numbers),
  from_generator: row(
    'generator, output_types=None, output_shapes=None, args=None, output_signature=None, **kwargs',
    generated,
  ),
  zip: row('datasets, name=None', zipped),
};

const under = (prefix: string, table: Table): Table =>
  Object.fromEntries(Object.entries(table).map(([name, each]) => [`${prefix}.${name}`, each]));

export const PIPELINE: Table = {
  ...under(DATASET, { ...MAKING, ...METHODS, ...READING, get_next: row('self, name=None', read(elementIn)) }),
  ...Object.fromEntries(
    ITERATORS.flatMap((name) => [
      [`${DATASET}.${name}`, row('self, *args, **kwargs', self)],
      [`tensorflow.data.${name}`, row('dataset, *args, **kwargs', (call) => valueOf(call, 'dataset'))],
    ]),
  ),
  ...under(BATCHES, {
    ...READING,
    next: row('self', read(elementIn)),
    reset: row('self', () => NONE),
    __getitem__: row('self, index', read(elementIn)),
  }),
  'tensorflow.TensorShape': row('dims', (call) => valueOf(call, 'dims')),
  'tensorflow.TensorSpec': row('shape, dtype=None, name=None', specification),
};
