import { unknownDimension } from '../../domain/dimension';
import { ANY_SHAPE, shape } from '../../domain/shape';
import { integer, NONE, tensor, tuple, UNKNOWN, type ElementType, type Value } from '../../interpreter/value';
import { derived, elementsIn, prefixed, sizeIn, sizesIn, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { inputTensor } from '../keras/layer';
import { via } from '../via';

/** A tensor of the sizes that stand in a parameter. */
export const sizedBy =
  (parameter: string, type?: ElementType): Rule =>
  (call) => {
    const given = valueOf(call, parameter);
    const sizes = given.kind === 'integer' ? [given.value] : sizesIn(given);
    return sizes ? tensor(shape(sizes.map((size) => size ?? unknownDimension())), type ? { type } : {}) : UNKNOWN;
  };

/** What a literal or an array holds; given a shape, that one. */
export const constant: Rule = (call) => {
  if (elementsIn(valueOf(call, 'shape'))) return sizedBy('shape')(call);
  const value = valueOf(call, 'value');
  return value.kind === 'tensor' ? value : via('torch.tensor', { data: 'value', dtype: NONE })(call);
};

/** A variable of another shape than its first value's may be told any: `shape=tf.TensorShape(None)`. */
const variable: Rule = (call) =>
  call.expressions.has('shape') && !elementsIn(valueOf(call, 'shape'))
    ? tensor(ANY_SHAPE)
    : constant({ ...call, arguments: new Map([...call.arguments, ['value', valueOf(call, 'initial_value')]]) });

/** The sizes as numbers, for code that computes with them. */
export const sizesOf: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  return open ? UNKNOWN : tuple(dimensions.map(integer));
};

/** `placeholder(tf.float32, [None, 784])`: None stands for any size; what is fed for one without a shape has any. */
const placeholder: Rule = (call) => {
  const sizes = elementsIn(valueOf(call, 'shape'));
  const [first, ...rest] = sizes ?? [];
  if (!first) return tensor(sizes ? shape([]) : ANY_SHAPE, { symbolic: true });
  const given = inputTensor(call.machine, tuple(rest), sizeIn(first) ?? call.machine.symbol('B'));
  return given ?? tensor(ANY_SHAPE, { symbolic: true });
};

/** (…) of class numbers → (…, depth) */
export const oneHot: Rule = (call): Value => {
  const indices = valueOf(call, 'indices');
  const axis = valueOf(call, 'axis');
  if (indices.kind !== 'tensor' || axis.kind !== 'none') return UNKNOWN;
  const { dimensions, open } = indices.shape;
  return tensor(shape([...dimensions, sizeIn(valueOf(call, 'depth')) ?? unknownDimension()], open), {
    type: 'float',
    oneHot: true,
  });
};

const same = (call: Call, name: string): Value => {
  const given = tensorOf(call, name);
  return derived(given, given.shape);
};

const RANDOM = 'shape, *args, **kwargs';

export const CREATION: Table = {
  'tensorflow.zeros': row('shape, dtype=None, name=None', sizedBy('shape')),
  'tensorflow.ones': row('shape, dtype=None, name=None', sizedBy('shape')),
  'tensorflow.fill': row('dims, value, name=None', sizedBy('dims')),
  'tensorflow.eye': row('num_rows, num_columns=None, **kwargs', (call) => {
    const rows = valueOf(call, 'num_rows');
    const columns = valueOf(call, 'num_columns');
    const sizes = [rows, columns.kind === 'none' ? rows : columns].map((each) => sizeIn(each) ?? unknownDimension());
    return tensor(shape(sizes), { type: 'float' });
  }),
  'tensorflow.random.normal': row(RANDOM, sizedBy('shape', 'float')),
  'tensorflow.random.uniform': row(RANDOM, sizedBy('shape')),
  'tensorflow.random.truncated_normal': row(RANDOM, sizedBy('shape', 'float')),
  'tensorflow.random_normal': row(RANDOM, sizedBy('shape', 'float')),
  'tensorflow.random_uniform': row(RANDOM, sizedBy('shape')),
  'tensorflow.truncated_normal': row(RANDOM, sizedBy('shape', 'float')),
  'tensorflow.constant': row('value, dtype=None, shape=None, name=None', constant),
  'tensorflow.convert_to_tensor': row('value, dtype=None, **kwargs', constant),
  'tensorflow.Variable': row('initial_value=None, *args, shape=None, **kwargs', variable),
  'tensorflow.shape': row('input, out_type=None, name=None', sizesOf),
  'tensorflow.placeholder': row('dtype, shape=None, name=None', placeholder),
  'tensorflow.get_variable': row('name, shape=None, *args, **kwargs', (call) =>
    elementsIn(valueOf(call, 'shape')) ? sizedBy('shape')(call) : UNKNOWN,
  ),
  'tensorflow.range': row(
    'start, limit=None, delta=1, dtype=None, name=None',
    via('numpy.arange', { start: 'start', end: 'limit', step: 'delta', dtype: NONE }),
  ),
  ...prefixed(['tensorflow.', 'tensorflow.math.'], {
    linspace: row('start, stop, num, **kwargs', (call) => {
      const size = sizeIn(valueOf(call, 'num'));
      return tensor(shape([size ?? unknownDimension()]), { type: 'float' });
    }),
  }),
  'tensorflow.random.stateless_normal': row(RANDOM, sizedBy('shape', 'float')),
  'tensorflow.random.stateless_uniform': row(RANDOM, sizedBy('shape')),
  'tensorflow.random.shuffle': row('value, seed=None, name=None', (call) => same(call, 'value')),
  'tensorflow.random_shuffle': row('value, seed=None, name=None', (call) => same(call, 'value')),
  'tensorflow.random.categorical': row('logits, num_samples, *args, **kwargs', (call) => {
    const [rows] = tensorOf(call, 'logits').shape.dimensions;
    const count = sizeIn(valueOf(call, 'num_samples'));
    return rows === undefined ? UNKNOWN : tensor(shape([rows, count ?? unknownDimension()]), { type: 'int64' });
  }),
  'tensorflow.one_hot': row('indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None', oneHot),
};
