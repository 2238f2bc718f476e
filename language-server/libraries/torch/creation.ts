/** Tensors of the sizes asked for: filled, random, ranges, windows. */
import { add, subtract, unknownDimension } from '../../domain/dimension';
import { ceilDivide, floorDivide } from '../../domain/division';
import { complexType, type ElementType } from '../../domain/element-type';
import { ANY_SHAPE } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import {
  elementsIn,
  integerIn,
  integerOf,
  isNone,
  numberIn,
  prefixed,
  sized,
  sizesIn,
  tensorOf,
  valueOf,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { broadcastAll, elementwise } from './elementwise';
import { defaultFloat, promotedType, requestedType, typed, typeOf } from './types';

/** Sizes as asked for; a size that is not known is a new symbol, as is their number where that is not known. */
function ofSizes(value: Value, type: ElementType | undefined): Tensor {
  const sizes = sizesIn(value);
  const single = integerIn(value);
  if (single !== undefined) return sized([single], typed(type));
  return sizes
    ? sized(
        sizes.map((size) => size ?? unknownDimension()),
        typed(type),
      )
    : tensor(ANY_SHAPE, typed(type));
}

const filled =
  (name: string): Rule =>
  (call) =>
    ofSizes(valueOf(call, name), requestedType(call, defaultFloat(call.machine)));

/** The type of the fill value. */
const full: Rule = (call) =>
  ofSizes(valueOf(call, 'size'), requestedType(call, promotedType(call.machine, [valueOf(call, 'fill_value')])));

/** `x.new_zeros(2, 3)`: of the tensor's own type. */
const renewed: Rule = (call) => ofSizes(valueOf(call, 'size'), requestedType(call, typeOf(call)));

const like: Rule = (call) => tensor(tensorOf(call).shape, typed(requestedType(call, typeOf(call))));

const isInteger = (value: Value): boolean => value.kind === 'integer' || value.kind === 'boolean';

/** ⌈(end − start)/step⌉ */
const arange: Rule = (call) => {
  const bounds = ['start', 'end', 'step'].map((name) => valueOf(call, name)).filter(({ kind }) => kind !== 'none');
  const float = bounds.some(({ kind }) => kind === 'float');
  const inferred = float ? defaultFloat(call.machine) : bounds.every(isInteger) ? 'int64' : undefined;
  const type = requestedType(call, inferred);
  const single = isNone(call, 'end');
  const [start, end] = single ? [0, integerOf(call, 'start')] : [integerOf(call, 'start'), integerOf(call, 'end')];
  const step = integerOf(call, 'step');
  if (start === undefined || end === undefined || step === undefined || step === 0)
    return sized([floatCount(call) ?? unknownDimension()], typed(type));
  return sized([ceilDivide(subtract(end, start), step)], typed(type));
};

/** ⌈(end − start)/step⌉ where some of them are fractions, computed as PyTorch does, in double precision. */
function floatCount(call: Call): number | undefined {
  const number = (name: string): number | undefined => {
    const value = valueOf(call, name);
    return value.kind === 'float' ? value.value : numberIn(value);
  };
  const single = isNone(call, 'end');
  const [start, end, step] = [single ? 0 : number('start'), single ? number('start') : number('end'), number('step')];
  if (start === undefined || end === undefined || !step) return undefined;
  const count = Math.ceil((end - start) / step);
  return count >= 0 && Number.isSafeInteger(count) ? count : undefined;
}

/** `range(start, end)` has its end. */
const range: Rule = (call) => {
  const [start, end, step] = ['start', 'end', 'step'].map((name) => integerOf(call, name));
  const type = typed(requestedType(call, defaultFloat(call.machine)));
  if (start === undefined || end === undefined || step === undefined || step === 0)
    return sized([unknownDimension()], type);
  return sized([add(floorDivide(subtract(end, start), step), 1)], type);
};

const linspace: Rule = (call) =>
  sized([integerOf(call, 'steps') ?? unknownDimension()], typed(requestedType(call, defaultFloat(call.machine))));

/** NumPy's, of doubles: between arrays it has their axes too, and with `retstep` the step beside it. */
const spaced: Rule = (call) => {
  const ends = [valueOf(call, 'start'), valueOf(call, 'end')];
  const step = valueOf(call, 'retstep');
  if (step.kind !== 'boolean' || ends.some(({ kind }) => kind !== 'integer' && kind !== 'float')) return UNKNOWN;
  const numbers = sized([integerOf(call, 'steps') ?? unknownDimension()], typed(requestedType(call, 'float64')));
  return step.value ? tuple([numbers, { kind: 'float', value: undefined }]) : numbers;
};

const eye: Rule = (call) => {
  const rows = integerOf(call, 'n') ?? unknownDimension();
  const columns = isNone(call, 'm') ? rows : (integerOf(call, 'm') ?? unknownDimension());
  return sized([rows, columns], typed(requestedType(call, defaultFloat(call.machine))));
};

/** (high, size), (low, high, size): the last positional argument is the size. */
const randint: Rule = (call) => {
  const given = [valueOf(call, 'size'), valueOf(call, 'high'), valueOf(call, 'low')];
  const size = given.find((each) => elementsIn(each) !== undefined);
  return size ? ofSizes(size, requestedType(call, 'int64')) : tensor(ANY_SHAPE);
};

const permutation: Rule = (call) =>
  sized([integerOf(call, 'n') ?? unknownDimension()], typed(requestedType(call, 'int64')));

/** `normal(mean, std)` of two tensors, of a tensor and a number, or of numbers with a size. */
const normal: Rule = (call) => {
  if (!isNone(call, 'size')) return ofSizes(valueOf(call, 'size'), requestedType(call, defaultFloat(call.machine)));
  return elementwise(['mean', 'std'])(call);
};

/** Parts of a complex number of their type. */
const complexOf =
  (first: string, second: string): Rule =>
  (call) => {
    const parts = [tensorOf(call, first), tensorOf(call, second)];
    return tensor(broadcastAll(call, parts), typed(complexType(parts[0]!.type)));
  };

const window: Rule = (call) =>
  sized(
    [integerOf(call, 'window_length') ?? unknownDimension()],
    typed(requestedType(call, defaultFloat(call.machine))),
  );

const scalar: Rule = (call) => sized([], typed(requestedType(call, defaultFloat(call.machine))));

/** What every function that makes a tensor takes by name. */
export const OPTIONS =
  '*, out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False, generator=None, names=None, memory_format=None';
const sizesRow = row(`*size, ${OPTIONS}`, filled('size'));
const likeRow = row(`input, ${OPTIONS}`, like);
const WINDOW = `window_length, periodic=True, ${OPTIONS}`;

const CREATION: Table = {
  randn: sizesRow,
  rand: sizesRow,
  zeros: sizesRow,
  ones: sizesRow,
  empty: sizesRow,
  empty_strided: row(`size, stride, ${OPTIONS}`, filled('size')),
  full: row(`size, fill_value, ${OPTIONS}`, full),
  randn_like: likeRow,
  rand_like: likeRow,
  zeros_like: likeRow,
  ones_like: likeRow,
  empty_like: likeRow,
  full_like: row(`input, fill_value, ${OPTIONS}`, like),
  randint_like: row(`input, low=0, high=None, ${OPTIONS}`, like),
  arange: row(`start=0, end=None, step=1, ${OPTIONS}`, arange),
  range: row(`start, end, step=1, ${OPTIONS}`, range),
  linspace: row(`start, end, steps, ${OPTIONS}`, linspace),
  logspace: row(`start, end, steps, base=10.0, ${OPTIONS}`, linspace),
  eye: row(`n, m=None, ${OPTIONS}`, eye),
  scalar_tensor: row(`s, ${OPTIONS}`, scalar),
  complex: row('real, imag, *, out=None', complexOf('real', 'imag')),
  polar: row('abs, angle, *, out=None', complexOf('abs', 'angle')),
  randint: row(`low=0, high=None, size=None, ${OPTIONS}`, randint),
  randperm: row(`n, ${OPTIONS}`, permutation),
  normal: row(`mean, std=1.0, size=None, ${OPTIONS}`, normal),
  hann_window: row(WINDOW, window),
  bartlett_window: row(WINDOW, window),
  blackman_window: row(WINDOW, window),
  hamming_window: row(`window_length, periodic=True, alpha=0.54, beta=0.46, ${OPTIONS}`, window),
  kaiser_window: row(`window_length, periodic=True, beta=12.0, ${OPTIONS}`, window),
};

const NEW: Table = {
  new_zeros: row(`input, *size, ${OPTIONS}`, renewed),
  new_ones: row(`input, *size, ${OPTIONS}`, renewed),
  new_empty: row(`input, *size, ${OPTIONS}`, renewed),
  new_empty_strided: row(`input, size, stride, ${OPTIONS}`, renewed),
  new_full: row(`input, size, fill_value, ${OPTIONS}`, renewed),
};

export const CREATIONS: Table = {
  'numpy.linspace': row('start, end, steps=50, endpoint=True, retstep=False, dtype=None, axis=0', spaced),
  ...prefixed(['torch.'], CREATION),
  ...prefixed(['torch.Tensor.'], NEW),
};
