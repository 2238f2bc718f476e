import { multiply, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide, floorDivide, modulo } from '../../domain/division';
import { shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { integer, NONE, tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { booleanOf, integerOf, isNone, self, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import {
  BATCHES,
  dataIn,
  dataset,
  DATASET,
  elementIn,
  elementOf,
  elementsOf,
  inner,
  mapTensors,
  resized,
  tensorsIn,
  type Data,
} from './dataset';
import { least, SOURCES, SPECIFICATIONS } from './data-sources';

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

const under = (prefix: string, table: Table): Table =>
  Object.fromEntries(Object.entries(table).map(([name, each]) => [`${prefix}.${name}`, each]));

export const PIPELINE: Table = {
  ...under(DATASET, { ...SOURCES, ...METHODS, ...READING, get_next: row('self, name=None', read(elementIn)) }),
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
  ...SPECIFICATIONS,
};
