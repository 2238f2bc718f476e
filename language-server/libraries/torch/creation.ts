import { ceilDivide, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { ANY_SHAPE } from '../../domain/shape';
import { tensor, type ElementType, type Value } from '../../interpreter/value';
import {
  derived,
  elementsIn,
  integerIn,
  integerOf,
  isNone,
  prefixed,
  sized,
  sizesIn,
  stringOf,
  tensorOf,
  valueOf,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';

const filled =
  (name: string, type?: ElementType): Rule =>
  (call) => {
    const sizes = sizesIn(valueOf(call, name));
    const known = isNone(call, 'dtype') ? type : undefined;
    const rest = known ? { type: known } : {};
    return sizes
      ? sized(
          sizes.map((size) => size ?? unknownDimension()),
          rest,
        )
      : tensor(ANY_SHAPE, rest);
  };

const like: Rule = (call) => tensor(tensorOf(call).shape);

/** ⌈(end − start)/step⌉ */
const arange: Rule = (call) => {
  const second = integerOf(call, 'end');
  const single = isNone(call, 'end');
  const [start, end] = single ? [0, integerOf(call, 'start')] : [integerOf(call, 'start'), second];
  const step = integerOf(call, 'step');
  if (start === undefined || end === undefined || step === undefined || step === 0) return sized([unknownDimension()]);
  return sized([ceilDivide(subtract(end, start), step)], isNone(call, 'dtype') ? { type: 'integer' } : {});
};

const linspace: Rule = (call) => sized([integerOf(call, 'steps') ?? unknownDimension()], { type: 'float' });

const eye: Rule = (call) => {
  const rows = integerOf(call, 'n') ?? unknownDimension();
  return sized([rows, isNone(call, 'm') ? rows : (integerOf(call, 'm') ?? unknownDimension())], { type: 'float' });
};

/** Nested lists of numbers; an element that is not known may be a list too. */
function nestedSizes(value: Value): Dimension[] | undefined {
  if (value.kind === 'tensor') return value.shape.open ? undefined : [...value.shape.dimensions];
  if (value.kind === 'integer' || value.kind === 'float' || value.kind === 'boolean') return [];
  const elements = elementsIn(value);
  if (!elements) return undefined;
  if (elements.length === 0) return [0];
  const inner = nestedSizes(elements[0]!);
  return inner && [elements.length, ...inner];
}

const fromData: Rule = (call) => {
  const sizes = nestedSizes(valueOf(call, 'data'));
  return sizes ? sized(sizes) : tensor(ANY_SHAPE);
};

const parameter: Rule = (call) => {
  const data = valueOf(call, 'data');
  return data.kind === 'tensor' ? derived(data, data.shape) : tensor(ANY_SHAPE);
};

/** (high, size), (low, high, size): the last positional argument is the size. */
const randint: Rule = (call) => {
  const given = [valueOf(call, 'size'), valueOf(call, 'high'), valueOf(call, 'low')];
  const size = given.find((each) => elementsIn(each) !== undefined);
  const sizes = size && sizesIn(size);
  return sizes
    ? sized(
        sizes.map((each) => each ?? unknownDimension()),
        isNone(call, 'dtype') ? { type: 'integer' } : {},
      )
    : tensor(ANY_SHAPE);
};

const permutation: Rule = (call) => sized([integerOf(call, 'n') ?? unknownDimension()], { type: 'integer' });

/** `normal(mean, std)` of two tensors, or of numbers with a size. */
const normal: Rule = (call) => {
  const sizes = sizesIn(valueOf(call, 'size'));
  if (sizes)
    return sized(
      sizes.map((each) => each ?? unknownDimension()),
      { type: 'float' },
    );
  const mean = valueOf(call, 'mean');
  return mean.kind === 'tensor' ? derived(mean, mean.shape) : tensor(ANY_SHAPE);
};

/** Vectors as the axes of grids, each of their common shape. */
const meshgrid: Rule = (call: Call) => {
  const lists = elementsIn(valueOf(call, 'tensors'));
  const flat = lists?.length === 1 && elementsIn(lists[0]!) ? elementsIn(lists[0]!) : lists;
  const sizes = flat?.map((each) =>
    each.kind === 'tensor' && !each.shape.open ? (each.shape.dimensions[0] ?? 1) : unknownDimension(),
  );
  if (!sizes) return tensor(ANY_SHAPE);
  const swapped = stringOf(call, 'indexing') === 'xy';
  const ordered = swapped && sizes.length > 1 ? [sizes[1]!, sizes[0]!, ...sizes.slice(2)] : sizes;
  return { kind: 'tuple', elements: sizes.map(() => sized(ordered)) };
};

const OPTIONS =
  '*, out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False, generator=None, names=None, memory_format=None';
const sizesRow = (type?: ElementType): ReturnType<typeof row> => row(`*size, ${OPTIONS}`, filled('size', type));
const likeRow = row(`input, ${OPTIONS}`, like);

const CREATION: Table = {
  randn: sizesRow('float'),
  rand: sizesRow('float'),
  zeros: sizesRow('float'),
  ones: sizesRow('float'),
  empty: sizesRow('float'),
  full: row(`size, fill_value, ${OPTIONS}`, filled('size')),
  randn_like: likeRow,
  rand_like: likeRow,
  zeros_like: likeRow,
  ones_like: likeRow,
  empty_like: likeRow,
  full_like: row(`input, fill_value, ${OPTIONS}`, like),
  randint_like: row(`input, low, high=None, ${OPTIONS}`, like),
  arange: row(`start, end=None, step=1, ${OPTIONS}`, arange),
  linspace: row(`start, end, steps, ${OPTIONS}`, linspace),
  logspace: row(`start, end, steps, base=10.0, ${OPTIONS}`, linspace),
  eye: row(`n, m=None, ${OPTIONS}`, eye),
  tensor: row(`data, ${OPTIONS}`, fromData),
  as_tensor: row(`data, dtype=None, device=None`, fromData),
  FloatTensor: row('data', (call) =>
    integerIn(valueOf(call, 'data')) === undefined ? fromData(call) : tensor(ANY_SHAPE),
  ),
  LongTensor: row('data', (call) =>
    integerIn(valueOf(call, 'data')) === undefined ? fromData(call) : tensor(ANY_SHAPE),
  ),
  randint: row(`low, high=None, size=None, ${OPTIONS}`, randint),
  randperm: row(`n, ${OPTIONS}`, permutation),
  normal: row(`mean, std=1.0, size=None, ${OPTIONS}`, normal),
  meshgrid: row('*tensors, indexing=None', meshgrid),
};

const NEW: Table = {
  new_zeros: row(`input, *size, ${OPTIONS}`, filled('size')),
  new_ones: row(`input, *size, ${OPTIONS}`, filled('size')),
  new_empty: row(`input, *size, ${OPTIONS}`, filled('size')),
  new_full: row(`input, size, fill_value, ${OPTIONS}`, filled('size')),
  new_tensor: row(`input, data, ${OPTIONS}`, fromData),
};

export const CREATIONS: Table = {
  'numpy.linspace': row('start, end, steps=50, endpoint=True, retstep=False, dtype=None, axis=0', linspace),
  ...prefixed(['torch.'], CREATION),
  ...prefixed(['torch.Tensor.'], NEW),
  'torch.nn.Parameter': row('data=None, requires_grad=True', parameter),
  'torch.nn.Buffer': row('data=None, *, persistent=True', parameter),
};
