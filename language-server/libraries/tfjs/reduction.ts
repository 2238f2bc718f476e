import { unknownDimension } from '../../domain/dimension';
import { ANY_SHAPE, axisOf, printShape, shape } from '../../domain/shape';
import { boolean, list, tensor, UNKNOWN, type ElementType, type Tensor } from '../../interpreter/value';
import { elementsIn, integerOf, mismatch, numberIn, prefixed, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { objectOf } from '../javascript/objects';
import { as, inputOf, like } from './tensors';

/** Reports axes that the input certainly has not. */
function wrongAxis(call: Call, input: Tensor): boolean {
  const given = valueOf(call, 'axis');
  const { open, dimensions } = input.shape;
  const axes = (elementsIn(given) ?? [given]).map(numberIn);
  const rank = dimensions.length;
  const wrong = axes.find((axis) => axis !== undefined && (axis >= rank || axis < -rank));
  if (open || wrong === undefined) return false;
  mismatch(call, {
    received: `axis ${wrong} for an input of shape ${printShape(input.shape)}`,
    expected: `one from ${-rank} to ${rank - 1}`,
    advice: 'count the axes from 0, or from the end with -1',
    inputs: [input],
  });
  return true;
}

/** Of an axis that is named twice nobody says what tfjs makes. */
function isTwice(call: Call): boolean {
  const axes = (elementsIn(valueOf(call, 'axis')) ?? []).map(numberIn);
  const rank = inputOf(call).shape.dimensions.length;
  const places = axes.map((each) => (each !== undefined && each < 0 ? each + rank : each));
  return new Set(places).size < places.length;
}

/** Along the axes told, or all. */
function reduced(call: Call): Tensor {
  if (wrongAxis(call, inputOf(call)) || isTwice(call)) return tensor(ANY_SHAPE);
  const result = as('torch.amax', { input: 'x', dim: 'axis', keepdim: 'keepDims' })(call);
  return result.kind === 'tensor' ? result : tensor(ANY_SHAPE);
}

const reduce =
  (type?: ElementType): Rule =>
  (call) => {
    const { type: own } = inputOf(call);
    const result = type ?? own;
    return tensor(reduced(call).shape, result ? { type: result } : {});
  };

/** Of truths the sum is a count. */
const total: Rule = (call) => {
  const { type } = inputOf(call);
  return tensor(reduced(call).shape, type ? { type: type === 'boolean' ? 'integer' : type } : {});
};

/** The axis goes. */
const place: Rule = (call) => {
  if (wrongAxis(call, inputOf(call))) return UNKNOWN;
  const result = as('torch.argmax', { input: 'x', dim: 'axis', keepdim: boolean(false) })(call);
  return result.kind === 'tensor' ? tensor(result.shape, { type: 'integer' }) : UNKNOWN;
};

const moments: Rule = (call) => {
  const part: Tensor = tensor(reduced(call).shape, { type: 'float', array: 'tfjs.Tensor' });
  return objectOf([
    ['mean', part],
    ['variance', part],
  ]);
};

/** (…, n) → (…, k), with the places beside. */
const topk: Rule = (call) => {
  const input = inputOf(call);
  const { dimensions, open } = input.shape;
  if (axisOf(input.shape, -1) === undefined) return UNKNOWN;
  const best = shape([...dimensions.slice(0, -1), integerOf(call, 'k') ?? unknownDimension()], open);
  return objectOf([
    ['values', { ...like(input, best), array: 'tfjs.Tensor' }],
    ['indices', tensor(best, { type: 'integer', array: 'tfjs.Tensor' })],
  ]);
};

const AXES = 'x, axis=None, keepDims=False';

export const REDUCTION: Table = {
  ...prefixed(['tfjs.', 'tfjs.Tensor.'], {
    sum: row(AXES, total),
    mean: row(AXES, reduce('float')),
    max: row(AXES, reduce()),
    min: row(AXES, reduce()),
    prod: row(AXES, reduce()),
    any: row(AXES, reduce('boolean')),
    all: row(AXES, reduce('boolean')),
    logSumExp: row(AXES, reduce('float')),
    euclideanNorm: row(AXES, reduce('float')),
    norm: row('x, ord=euclidean, axis=None, keepDims=False', reduce('float')),
    argMax: row('x, axis=0', place),
    argMin: row('x, axis=0', place),
    topk: row('x, k=1, sorted=True', topk),
  }),
  'tfjs.moments': row(AXES, moments),
  'tfjs.Tensor.moments': row(AXES, moments),
  'tfjs.bincount': row('x, weights, size', (call) => tensor(shape([integerOf(call, 'size') ?? unknownDimension()]))),
  'tfjs.unique': row('x, axis=0', () => UNKNOWN),
  'tfjs.setdiff1dAsync': row('x, y', () => list(undefined, 'array')),
};
