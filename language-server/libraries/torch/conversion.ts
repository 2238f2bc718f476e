import { categoryOf, type ElementType } from '../../domain/element-type';
import { own } from '../../domain/own';
import { library, tensor, UNDECIDED_DEVICE, type Value } from '../../interpreter/value';
import { elementsIn, moved, prefixed, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { typed, typeNamed, typeOf } from './types';

const METHODS: Record<string, ElementType> = {
  float: 'float32',
  double: 'float64',
  half: 'float16',
  bfloat16: 'bfloat16',
  long: 'int64',
  int: 'int32',
  short: 'int16',
  char: 'int8',
  byte: 'uint8',
  bool: 'boolean',
  cfloat: 'complex64',
  cdouble: 'complex128',
};

/** Entries of another type: what made them is forgotten where their category changes. */
function converted(call: Call, type: ElementType | undefined): Value {
  const { activation, ...input } = tensorOf(call);
  const float = activation && type && categoryOf(type) === 'float' && { activation };
  return tensor(input.shape, { ...typed(type), ...float });
}

/** What the text of an argument ends with that can only be a device. */
const DEVICE = /device$/i;

/**
 * What `x.to(…)` gets without a name. An unknown value that the program calls a device is left out: it is one, and
 * says nothing of the type.
 */
export function targetsOf(call: Call): readonly Value[] {
  const given = valueOf(call, 'args');
  const all = elementsIn(given) ?? [given];
  const written = call.expressions.get('args');
  const name = written?.kind === 'name' || written?.kind === 'attribute' ? written.name : '';
  return all[0]?.kind === 'unknown' && DEVICE.test(name) ? [library(UNDECIDED_DEVICE), ...all.slice(1)] : all;
}

/** Arguments that may stand in any order: a type, a device, another tensor, flags. */
const to: Rule = (call) => {
  const given = [...targetsOf(call), valueOf(call, 'dtype'), valueOf(call, 'other')];
  const input = tensorOf(call);
  if (given.some((each) => each.kind === 'unknown')) return tensor(input.shape);
  const other = given.find((each) => each.kind === 'tensor');
  if (other?.kind === 'tensor') return converted(call, other.type);
  const named = given.map(typeNamed).find((type) => type !== undefined);
  const type = given.some(isUnclear) ? undefined : input.type;
  return named ? converted(call, named) : { ...moved(input, input.shape), ...typed(type) };
};

/** A library's value that is neither a type that we know nor a device. */
const isUnclear = (value: Value): boolean =>
  value.kind === 'library' && typeNamed(value) === undefined && !/^torch\.(device(:.*)?|\w+_format)$/.test(value.name);

/** `x.type(torch.float64)`, `x.type('torch.FloatTensor')`; without an argument the type's name. */
const ofType: Rule = (call) => {
  const wanted = valueOf(call, 'dtype');
  if (wanted.kind === 'none') return { kind: 'unknown' };
  return converted(call, typeNamed(wanted) ?? own(LEGACY, nameIn(wanted)));
};

const nameIn = (value: Value): string =>
  (value.kind === 'library' ? value.name : value.kind === 'string' ? value.value : '').replace(
    /^torch\.(cuda\.|\?\.)?/,
    '',
  );

export const LEGACY: Partial<Record<string, ElementType>> = {
  FloatTensor: 'float32',
  DoubleTensor: 'float64',
  HalfTensor: 'float16',
  BFloat16Tensor: 'bfloat16',
  LongTensor: 'int64',
  IntTensor: 'int32',
  ShortTensor: 'int16',
  CharTensor: 'int8',
  ByteTensor: 'uint8',
  BoolTensor: 'boolean',
};

const moving: Rule = (call) => moved(tensorOf(call), tensorOf(call).shape);

/** The same entries as another type, or elsewhere. */
export const CONVERSIONS: Table = prefixed(['torch.Tensor.'], {
  ...Object.fromEntries(
    Object.entries(METHODS).map(([name, type]) => [
      name,
      row('input, memory_format=None', (call) => converted(call, type)),
    ]),
  ),
  to: row('input, *args, dtype=None, device=None, other=None, non_blocking=False, copy=False, memory_format=None', to),
  type: row('input, dtype=None, non_blocking=False, **rest', ofType),
  type_as: row('input, other', (call) => converted(call, typeOf(call, 'other'))),
  cpu: row('input, memory_format=None', moving),
  cuda: row('input, device=None, non_blocking=False, memory_format=None', moving),
  xpu: row('input, device=None, non_blocking=False, memory_format=None', moving),
});
