import { categoryOf, complexType, joinTypes, promoteTypes, type ElementType } from '../../domain/element-type';
import { own } from '../../domain/own';
import { arrayClass } from '../../interpreter/arrays';
import type { Machine } from '../../interpreter/machine';
import type { Tensor, Value } from '../../interpreter/value';
import { valueOf } from '../call';
import type { Call } from '../library';
import { promoteArrays } from '../numpy/promotion';

/** What PyTorch's and NumPy's names of types mean. */
const NAMES: Partial<Record<string, ElementType>> = {
  bool: 'boolean',
  bool_: 'boolean',
  uint8: 'uint8',
  int8: 'int8',
  int16: 'int16',
  short: 'int16',
  int32: 'int32',
  int64: 'int64',
  long: 'int64',
  bfloat16: 'bfloat16',
  float16: 'float16',
  half: 'float16',
  float32: 'float32',
  float64: 'float64',
  double: 'float64',
  complex64: 'complex64',
  cfloat: 'complex64',
  complex128: 'complex128',
  cdouble: 'complex128',
};

/** Names that mean another type in each library. */
const OWN: Partial<Record<string, ElementType>> = {
  'torch.float': 'float32',
  'torch.int': 'int32',
  'numpy.float_': 'float64',
  'numpy.int_': 'int64',
  'builtin.float': 'float64',
  'builtin.int': 'int64',
  'builtin.bool': 'boolean',
};

/** The type that a value names: `torch.float32`, `np.int64`, `float`, `'float32'`. */
export function typeNamed(value: Value): ElementType | undefined {
  if (value.kind === 'builtin') return own(OWN, `builtin.${value.name}`);
  const name = value.kind === 'library' ? value.name : value.kind === 'string' ? `numpy.${value.value}` : '';
  const [, library, last] = /^(torch|numpy)\.(\w+)$/.exec(name) ?? [];
  return library && last ? (own(OWN, name) ?? own(NAMES, last)) : undefined;
}

/** The type asked for by `dtype`; otherwise the other one. */
export function requestedType(call: Call, otherwise: ElementType | undefined, name = 'dtype'): ElementType | undefined {
  const value = call.arguments.get(name);
  return value === undefined || value.kind === 'none' ? otherwise : typeNamed(value);
}

/** What floats are where nothing says more. */
export const defaultFloat = ({ mixedPrecision }: Machine): ElementType => (mixedPrecision ? 'float' : 'float32');

/** The type of a result that is computed with: under autocast it is another float than the inputs'. */
const computedType = ({ mixedPrecision }: Machine, type: ElementType | undefined): ElementType | undefined =>
  mixedPrecision && type !== undefined && categoryOf(type) === 'float' ? 'float' : type;

/** An integer's or a boolean's becomes the default float; floats and complex numbers stay. */
export function floatOf(machine: Machine, type: ElementType | undefined): ElementType | undefined {
  if (type === undefined) return undefined;
  return /^(boolean|integer)$/.test(categoryOf(type)) ? defaultFloat(machine) : computedType(machine, type);
}

/** Sums and products of integers are of 64 bits. */
export const summedType = (type: ElementType | undefined): ElementType | undefined =>
  type && /^(boolean|integer)$/.test(categoryOf(type)) ? 'int64' : type;

/** How much an operand weighs: a number less than a scalar tensor, that less than others. */
interface Weighed {
  type: ElementType | undefined;
  weight: 0 | 1 | 2 | undefined;
}

function weighed(machine: Machine, value: Value): Weighed {
  if (value.kind === 'tensor') {
    const { open, dimensions } = value.shape;
    return { type: value.type, weight: dimensions.length > 0 ? 2 : open ? undefined : 1 };
  }
  if (value.kind === 'boolean') return { type: 'boolean', weight: 0 };
  if (value.kind === 'integer') return { type: 'int64', weight: 0 };
  if (value.kind === 'complex') return { type: complexType(defaultFloat(machine)), weight: 0 };
  return { type: value.kind === 'float' ? defaultFloat(machine) : undefined, weight: 0 };
}

/** torch.result_type: operands of less weight matter only where they are of a higher category. */
export function promotedType(machine: Machine, operands: readonly Value[]): ElementType | undefined {
  if (operands.some((each) => each.kind === 'tensor' && arrayClass(each) !== 'torch.Tensor'))
    return commonType(operands);
  return promoteWeighed(operands.map((each) => weighed(machine, each)));
}

function promoteWeighed(operands: readonly Weighed[]): ElementType | undefined {
  const unclear = operands.findIndex(({ weight }) => weight === undefined);
  if (unclear >= 0) {
    const as = (weight: 1 | 2): ElementType | undefined =>
      promoteWeighed(operands.with(unclear, { ...operands[unclear]!, weight }));
    return joinTypes(as(1), as(2));
  }
  if (operands.some(({ type }) => type === undefined)) return undefined;
  const [numbers, scalars, tensors] = [0, 1, 2].map((weight) =>
    operands.filter((each) => each.weight === weight).map(({ type }) => type),
  ) as [ElementType[], ElementType[], ElementType[]];
  return [tensors, scalars, numbers].map(together).reduce(lift, undefined);
}

const together = (types: readonly ElementType[]): ElementType | undefined =>
  types.reduce<ElementType | undefined>((all, type) => (all === undefined ? type : promoteTypes(all, type)), undefined);

const ORDER = ['boolean', 'integer', 'float', 'complex'];
const order = (type: ElementType): number => ORDER.indexOf(categoryOf(type));

/** The heavier operands' type, unless the lighter ones' category is higher. */
function lift(heavy: ElementType | undefined, light: ElementType | undefined): ElementType | undefined {
  if (heavy === undefined || light === undefined) return heavy ?? light;
  if (order(light) <= order(heavy)) return heavy;
  return promoteTypes(heavy, light);
}

/** Whether an array is NumPy's and has axes: one without may count as a number. */
const isNumPyArray = (value: Tensor): boolean =>
  arrayClass(value) === 'numpy.ndarray' && value.shape.dimensions.length > 0;

/** Others' arrays: the type that all have, else no more than its category; NumPy's by its own rules. */
function commonType(operands: readonly Value[]): ElementType | undefined {
  const tensors = operands.filter((each): each is Tensor => each.kind === 'tensor');
  const arrays = tensors.map(({ type }) => type);
  const numbers = operands.flatMap(({ kind }) => NUMBERS[kind] ?? []);
  const known = operands.length === arrays.length + numbers.length;
  if (!known || arrays.some((type) => type === undefined)) return undefined;
  const all = arrays as [ElementType, ...ElementType[]];
  if (tensors.every(isNumPyArray)) return promoteArrays(all, numbers);
  const highest = [...all, ...numbers].reduce((a, b) => (order(a) >= order(b) ? a : b));
  return all.every((type) => type === highest) ? highest : categoryOf(highest);
}

const NUMBERS: Partial<Record<Value['kind'], ElementType>> = {
  boolean: 'boolean',
  integer: 'integer',
  float: 'float',
  complex: 'complex',
};

/** A tensor's type as an optional part. */
export const typed = (type: ElementType | undefined): { type?: ElementType } => (type ? { type } : {});

export const typeOf = (call: Call, name = 'input'): ElementType | undefined => {
  const value = valueOf(call, name);
  return value.kind === 'tensor' ? value.type : undefined;
};
