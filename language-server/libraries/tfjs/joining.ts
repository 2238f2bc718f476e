/** Tensors of several, and several of one. */
import { add, equal, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide, modulo } from '../../domain/division';
import { different, sign } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { axisOf, printShape, shape } from '../../domain/shape';
import { list, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, mismatch, numberOf, prefixed, sizesIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { arrayOf, as, inputOf, like, tensorLike } from './tensors';

const tensorsOf = (value: Value): Tensor[] | undefined => elementsIn(value)?.map(tensorLike);

const joined =
  (name: 'torch.cat' | 'torch.stack'): Rule =>
  (call) => {
    const tensors = tensorsOf(valueOf(call, 'tensors'));
    return tensors ? as(name, { tensors: list(tensors), dim: 'axis' })(call) : UNKNOWN;
  };

/** `x.concat(y, axis)`, `x.stack([y, z], axis)`: the tensor before the others. */
const joinedTo =
  (name: 'torch.cat' | 'torch.stack'): Rule =>
  (call) => {
    const others = valueOf(call, 'others');
    const rest = others.kind === 'tensor' ? [others] : tensorsOf(others);
    return rest ? as(name, { tensors: list([inputOf(call), ...rest]), dim: 'axis' })(call) : UNKNOWN;
  };

/** Equal parts by their number, or parts of the sizes told. */
const split: Rule = (call) => {
  const input = inputOf(call);
  const axis = numberOf(call, 'axis');
  const at = axis === undefined ? undefined : axisOf(input.shape, axis);
  const [sizes, count] = [sizesIn(valueOf(call, 'parts')), numberOf(call, 'parts')];
  if (at === undefined || (!sizes && (count === undefined || count < 1))) return UNKNOWN;
  const whole = input.shape.dimensions[at]!;
  if (count !== undefined && typeof whole === 'number' && whole % count !== 0) return uneven(call, input, whole, count);
  const sum = sumOf(sizes);
  if (sum !== undefined && different(sum, whole)) return unlikeSum(call, input, sum, whole);
  const even = count === undefined || equal(modulo(whole, count), 0);
  const parts = sizes ?? Array.from({ length: count! }, () => (even ? floorDivide(whole, count!) : undefined));
  if (parts.some((size) => size !== undefined && (sign(size) ?? 1) < 0)) return UNKNOWN;
  return arrayOf(
    list(
      parts.map((size) =>
        like(input, shape(input.shape.dimensions.with(at, size ?? unknownDimension()), input.shape.open)),
      ),
    ),
  );
};

function uneven(call: Call, input: Tensor, whole: number, count: number): Value {
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: `a size that ${count} divides, not ${whole}`,
    advice: 'name the sizes of the parts, or split along another axis',
    inputs: [input],
  });
  return UNKNOWN;
}

/** Of sizes that are all told; -1 stands for what is left. */
const sumOf = (sizes: readonly (Dimension | undefined)[] | undefined): Dimension | undefined =>
  sizes?.every((size) => size !== undefined && size !== -1)
    ? sizes.reduce<Dimension>((a, b) => add(a, b!), 0)
    : undefined;

function unlikeSum(call: Call, input: Tensor, sum: Dimension, whole: Dimension): Value {
  mismatch(call, {
    received: `parts of ${printDimension(sum)} together for an input of shape ${printShape(input.shape)}`,
    expected: `the size of the axis, ${printDimension(whole)}`,
    advice: 'let the sizes of the parts add up to what the axis has',
    inputs: [input],
  });
  return UNKNOWN;
}

const unstack: Rule = (call) => arrayOf(as('torch.unbind', { input: 'x', dim: 'axis' })(call));

export const JOINING: Table = {
  ...prefixed(['tfjs.', 'tfjs.Tensor.'], { split: row('x, parts, axis=0', split), unstack: row('x, axis=0', unstack) }),
  'tfjs.concat': row('tensors, axis=0', joined('torch.cat')),
  'tfjs.stack': row('tensors, axis=0', joined('torch.stack')),
  'tfjs.Tensor.concat': row('x, others, axis=0', joinedTo('torch.cat')),
  'tfjs.Tensor.stack': row('x, others, axis=0', joinedTo('torch.stack')),
  'tfjs.concat1d': row('tensors', (call) =>
    joined('torch.cat')({ ...call, arguments: new Map([...call.arguments, ['axis', { kind: 'integer', value: 0 }]]) }),
  ),
  ...Object.fromEntries([2, 3, 4].map((rank) => [`tfjs.concat${rank}d`, row('tensors, axis', joined('torch.cat'))])),
};
