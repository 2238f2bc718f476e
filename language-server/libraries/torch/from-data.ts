/** Tensors that hold what is given: lists, arrays, other tensors. */
import type { Dimension } from '../../domain/dimension';
import type { ElementType } from '../../domain/element-type';
import { ANY_SHAPE } from '../../domain/shape';
import { arrayClass, asArray } from '../../interpreter/arrays';
import { tensor, UNDECIDED_TENSOR, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, integerIn, prefixed, sized, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { nestedSizes, nestedType } from '../literal';
import { LEGACY } from './conversion';
import { OPTIONS } from './creation';
import { defaultFloat, requestedType, typed, typeOf } from './types';

const fromData: Rule = (call) => {
  const data = valueOf(call, 'data');
  const sizes = nestedSizes(data);
  const type = typed(requestedType(call, nestedType(data, defaultFloat(call.machine))));
  return sizes ? sized(sizes, type) : tensor(ANY_SHAPE, type);
};

/** `x.new_tensor(data)` has the tensor's type, not the data's. */
const newTensor: Rule = (call) => {
  const sizes = nestedSizes(valueOf(call, 'data'));
  const type = typed(requestedType(call, typeOf(call)));
  return sizes ? sized(sizes, type) : tensor(ANY_SHAPE, type);
};

const parameter: Rule = (call) => ({ ...stored(valueOf(call, 'data')), parameter: true });

const stored = (data: Value): Tensor =>
  data.kind === 'tensor' ? tensor(data.shape, typed(data.type)) : tensor(ANY_SHAPE);

const buffer: Rule = (call) => ({ ...stored(valueOf(call, 'data')), buffer: true });

/** `torch.FloatTensor(2, 3)` has sizes, `torch.FloatTensor([2, 3])` data. */
const legacy =
  (type: (call: Call) => ElementType | undefined): Rule =>
  (call) => {
    const first = valueOf(call, 'data');
    const more = valueOf(call, 'more');
    const given = [...(first.kind === 'none' ? [] : [first]), ...(elementsIn(more) ?? [more])];
    const known = typed(type(call));
    if (given.length > 0 && given.every((each) => integerIn(each) !== undefined))
      return sized(
        given.map((each) => integerIn(each)!),
        known,
      );
    // Another tensor keeps its type; an array is converted.
    if (given.length === 1 && first.kind === 'tensor' && arrayClass(first) !== 'numpy.ndarray')
      return tensor(first.shape);
    const sizes = given.length === 1 ? sizesOrData(call, first) : given.length === 0 ? [0] : undefined;
    return sizes ? sized(sizes, known) : tensor(ANY_SHAPE, known);
  };

/** A torch.Size says the sizes; of another tuple of integers that is not written out it is not known which it is. */
function sizesOrData({ expressions }: Call, data: Value): readonly Dimension[] | undefined {
  const integers = data.kind === 'tuple' ? data.elements.map(integerIn) : [];
  const known = integers.filter((each) => each !== undefined);
  if (data.kind !== 'tuple' || known.length < integers.length) return nestedSizes(data);
  if (data.size) return known;
  return expressions.get('data')?.kind === 'sequence' ? nestedSizes(data) : undefined;
}

/** NumPy's array is PyTorch's tensor of the same type. */
const fromNumpy: Rule = (call) => {
  const data = valueOf(call, 'ndarray');
  return asArray(data.kind === 'tensor' ? tensor(data.shape, typed(data.type)) : tensor(ANY_SHAPE), 'torch.Tensor');
};

/** Of each legacy type. */
const legacyRows = (prefix: string, signature: string): Table =>
  Object.fromEntries(
    Object.entries(LEGACY).map(([name, type]) => [
      prefix + name,
      row(
        signature,
        legacy(() => type),
      ),
    ]),
  );

const DATA: Table = {
  tensor: row(`data, ${OPTIONS}`, fromData),
  as_tensor: row('data, dtype=None, device=None', fromData),
  asarray: row('data, *, dtype=None, device=None, copy=None, requires_grad=False', fromData),
  from_numpy: row('ndarray', fromNumpy),
  Tensor: row(
    'data=None, *more, device=None',
    legacy(({ machine }) => defaultFloat(machine)),
  ),
  ...legacyRows('', 'data=None, *more, device=None'),
};

export const FROM_DATA: Table = {
  ...prefixed(['torch.'], DATA),
  ...legacyRows(UNDECIDED_TENSOR, 'data=None, *more'),
  'torch.Tensor.new_tensor': row(`input, data, ${OPTIONS}`, newTensor),
  'torch.Tensor.new': row('input, data=None, *more, device=None', legacy(typeOf)),
  'torch.nn.Parameter': row('data=None, requires_grad=True', parameter),
  'torch.nn.Buffer': row('data=None, *, persistent=True', buffer),
};
