import { product, subtract, unknownDimension } from '../../domain/dimension';
import { ceilDivide } from '../../domain/division';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, shape } from '../../domain/shape';
import {
  integer,
  list,
  string,
  tensor,
  UNKNOWN,
  type ElementType,
  type Tensor,
  type Value,
} from '../../interpreter/value';
import { integerOf, isNone, mismatch, numberOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { typeOf } from './arithmetic';
import { dtype, fromValues, sizesOf, typed } from './from-values';
import { inputOf, tensorLike } from './tensors';

const filled: Rule = (call) => {
  const sizes = sizesOf(valueOf(call, 'shape'));
  const type = dtype(call);
  return sizes ? typed(sizes, type) : tensor(ANY_SHAPE, type ? { type } : {});
};

/** ⌈(stop − start)/step⌉; counting down where the start is larger. */
const range: Rule = (call) => {
  const [start, stop] = [integerOf(call, 'start'), integerOf(call, 'stop')];
  const step = isNone(call, 'step') ? 1 : integerOf(call, 'step');
  if (typeof start !== 'number' || typeof stop !== 'number') {
    const known = start !== undefined && stop !== undefined && step === 1 && start === 0;
    return typed([known ? stop : unknownDimension()], dtype(call));
  }
  const known = typeof step === 'number' && step !== 0;
  const stride = known && stop < start && step === 1 ? -1 : step;
  if (!known || typeof stride !== 'number') return typed([unknownDimension()], dtype(call));
  const count = ceilDivide(subtract(stop, start), stride);
  return typed([typeof count === 'number' ? Math.max(0, count) : count], dtype(call));
};

const eye: Rule = (call) => {
  const rows = integerOf(call, 'rows') ?? unknownDimension();
  const columns = isNone(call, 'columns') ? rows : (integerOf(call, 'columns') ?? unknownDimension());
  const batch = isNone(call, 'batch') ? [] : sizesOf(valueOf(call, 'batch'));
  return batch ? typed([...batch, rows, columns], 'float') : UNKNOWN;
};

/** Reports indices that are not int32. */
export function wrongType(call: Call, indices: Tensor, parameter: string): boolean {
  if (indices.type !== 'float') return false;
  mismatch(call, {
    received: `${parameter} of type float32`,
    expected: 'int32',
    advice: "make them with the dtype 'int32', or cast them: .toInt()",
    inputs: [indices],
  });
  return true;
}

/** (…) of class numbers, int32 → (…, depth) */
const oneHot: Rule = (call) => {
  const given = valueOf(call, 'indices');
  const indices = tensorLike(given);
  const depth = integerOf(call, 'depth') ?? unknownDimension();
  if (given.kind === 'tensor' && wrongType(call, indices, 'indices')) return UNKNOWN;
  const type = isNone(call, 'dtype') ? 'integer' : typeOf(valueOf(call, 'dtype'));
  return tensor(shape([...indices.shape.dimensions, depth], indices.shape.open), type ? { type } : {});
};

const scalar: Rule = (call) => {
  const value = valueOf(call, 'value');
  return typed([], dtype(call, value.kind === 'boolean' ? 'boolean' : value.kind === 'unknown' ? undefined : 'float'));
};

/** A tensor's entries, flat or nested as it is. */
const MAX_ENTRIES = 4096;

const entries = ({ shape: { open, dimensions } }: Tensor, nested: boolean): Value => {
  const count = open ? undefined : product(dimensions);
  if (typeof count !== 'number' || count > MAX_ENTRIES) return list(undefined, 'array');
  const entry: Value = { kind: 'float', value: undefined };
  if (nested && dimensions.length === 0) return entry;
  const axes = nested ? dimensions : [count];
  const build = (axis: number): Value =>
    axis === axes.length
      ? entry
      : list(
          Array.from({ length: axes[axis] as number }, () => build(axis + 1)),
          'array',
        );
  return build(0);
};

const flat: Rule = (call) => entries(inputOf(call), false);
const nested: Rule = (call) => entries(inputOf(call), true);

const shapeOf: Rule = (call) => {
  const { open, dimensions } = inputOf(call).shape;
  return open ? UNKNOWN : list(dimensions.map(integer), 'array');
};

/** Each number below n once, in some order. */
const shuffled: Rule = (call) => {
  const count = numberOf(call, 'n');
  if (count === undefined || count > MAX_ENTRIES) return list(undefined, 'array');
  return list(
    Array.from({ length: count }, () => integer(unknownDimension())),
    'array',
  );
};

/** Counts of what was taken for what. */
const confusion: Rule = (call) => {
  const classes = integerOf(call, 'classes') ?? unknownDimension();
  return typed([classes, classes], 'integer');
};

const NAMES: Partial<Record<ElementType, string>> = { float: 'float32', integer: 'int32', boolean: 'bool' };

const meshgrid: Rule = (call) => {
  const [x, y] = ['x', 'y'].map((name) => inputOf(call, name).shape);
  if (x!.open || y!.open || isNone(call, 'y') || !isNone(call, 'options')) return UNKNOWN;
  const grid = tensor(shape([y!.dimensions[0] ?? 1, x!.dimensions[0] ?? 1]), { array: 'tfjs.Tensor' });
  return list([grid, grid], 'array');
};

const VALUES = 'values, shape=None, dtype=None';

export const CREATION: Table = {
  'tfjs.tensor': row(VALUES, fromValues()),
  'tfjs.tensor1d': row('values, dtype=None, shape=None', fromValues(1)),
  ...Object.fromEntries([2, 3, 4, 5, 6].map((rank) => [`tfjs.tensor${rank}d`, row(VALUES, fromValues(rank))])),
  'tfjs.scalar': row('value, dtype=None', scalar),
  'tfjs.zeros': row('shape, dtype=None', filled),
  'tfjs.ones': row('shape, dtype=None', filled),
  'tfjs.fill': row('shape, value, dtype=None', filled),
  'tfjs.randomNormal': row('shape, mean=0, stdDev=1, dtype=None, seed=None', filled),
  'tfjs.randomStandardNormal': row('shape, dtype=None, seed=None', filled),
  'tfjs.randomUniform': row('shape, minval=0, maxval=1, dtype=None, seed=None', filled),
  'tfjs.randomUniformInt': row('shape, minval, maxval, seed=None', (call) => ({
    ...(filled(call) as Tensor),
    type: 'integer',
  })),
  'tfjs.truncatedNormal': row('shape, mean=0, stdDev=1, dtype=None, seed=None', filled),
  'tfjs.randomGamma': row('shape, alpha, beta=1, dtype=None, seed=None', filled),
  'tfjs.range': row('start, stop, step=None, dtype=None', range),
  'tfjs.linspace': row('start, stop, num', (call) => typed([integerOf(call, 'num') ?? unknownDimension()], 'float')),
  'tfjs.eye': row('rows, columns=None, batch=None, dtype=None', eye),
  'tfjs.oneHot': row('indices, depth, onValue=None, offValue=None, dtype=None', oneHot),
  'tfjs.multinomial': row('x, count, *rest', (call) => {
    const { open, dimensions } = inputOf(call).shape;
    const samples = integerOf(call, 'count') ?? unknownDimension();
    return open ? UNKNOWN : typed([...dimensions.slice(0, -1), samples], 'integer');
  }),
  'tfjs.variable': row('x, *rest', (call) => inputOf(call)),
  'tfjs.util.createShuffledIndices': row('n', shuffled),
  'tfjs.math.confusionMatrix': row('labels, predictions, classes', confusion),
  'tfjs.meshgrid': row('x=None, y=None, options=None', meshgrid),
  'tfjs.Tensor.oneHot': row('indices, depth, onValue=None, offValue=None, dtype=None', oneHot),
  'tfjs.Tensor.data': row('x', flat),
  'tfjs.Tensor.dataSync': row('x', flat),
  'tfjs.Tensor.array': row('x', nested),
  'tfjs.Tensor.arraySync': row('x', nested),
  'tfjs.Tensor.read': row('x', (call) => inputOf(call)),
  'tfjs.Tensor.@shape': row('x', shapeOf),
  'tfjs.Tensor.@size': row('x', (call) => {
    const { open, dimensions } = inputOf(call).shape;
    return open ? UNKNOWN : integer(product(dimensions));
  }),
  'tfjs.Tensor.@dtype': row('x', (call) => {
    const name = NAMES[inputOf(call).type ?? 'complex'];
    return name === undefined ? UNKNOWN : string(name);
  }),
  'tfjs.Tensor.print': row('x, *rest', () => UNKNOWN),
  'tfjs.Tensor.dispose': row('x', () => UNKNOWN),
  'tfjs.Tensor.assign': row('x, value', (call) => {
    checkAssigned(call);
    return UNKNOWN;
  }),
  'tfjs.print': row('x, *rest', () => UNKNOWN),
  'tfjs.dispose': row('x', () => UNKNOWN),
};

/** A variable keeps its shape. */
function checkAssigned(call: Call): void {
  const [variable, value] = [inputOf(call), inputOf(call, 'value')];
  const [a, b] = [variable.shape, value.shape];
  if (a.open || b.open) return;
  const unlike =
    a.dimensions.length !== b.dimensions.length || a.dimensions.some((size, i) => different(size, b.dimensions[i]!));
  if (!unlike) return;
  mismatch(call, {
    received: `a value of shape (${b.dimensions.map(printDimension).join(', ')})`,
    expected: `the variable's own, (${a.dimensions.map(printDimension).join(', ')})`,
    advice: 'make a new variable, or bring the value to its shape',
    inputs: [variable, value],
  });
}
