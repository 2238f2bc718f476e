import { numberOfAxes } from '../../domain/amount';
import { printShape } from '../../domain/shape';
import { ANY_TENSOR, type ElementType, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, mismatch, numberIn, valueOf } from '../call';
import type { Call, Row, Table } from '../library';
import { tensorLike } from './tensors';

/** What a call must meet besides its rule; true where it certainly does not, which is reported. */
type Condition = (call: Call) => boolean;

const counted = (counts: readonly number[]): string => counts.join(' or ');

/** A tensor of one of these numbers of axes. */
const rank =
  (name: string, ...counts: number[]): Condition =>
  (call) => {
    const input = tensorLike(valueOf(call, name));
    const { open, dimensions } = input.shape;
    if (open || counts.includes(dimensions.length)) return false;
    mismatch(call, {
      received: `${name} of shape ${printShape(input.shape)}, with ${numberOfAxes(dimensions.length)}`,
      expected: `${counted(counts)} axes`,
      advice: 'reshape it first',
      inputs: [input],
    });
    return true;
  };

/** An axis, or several, that the tensor has; `more` counts those that the call makes. */
const axis =
  (name = 'axis', source = 'x', more = 0): Condition =>
  (call) => {
    const given = valueOf(call, name);
    const input = firstTensor(valueOf(call, call.arguments.has(source) ? source : 'x'));
    const axes = (elementsIn(given) ?? [given]).map(numberIn);
    const count = input.shape.dimensions.length + more;
    const wrong = axes.find((each) => each !== undefined && (each >= count || each < -count));
    if (input.shape.open || wrong === undefined) return false;
    mismatch(call, {
      received: `axis ${wrong} for an input of shape ${printShape(input.shape)}`,
      expected: count === 0 ? 'no axis of a scalar' : `one from ${-count} to ${count - 1}`,
      advice: 'count the axes from 0, or from the end with -1',
      inputs: [input],
    });
    return true;
  };

/** Of several tensors the first, which all must be like. */
const firstTensor = (value: Value): Tensor => {
  const [first] = value.kind === 'tensor' ? [value] : (elementsIn(value) ?? []);
  return first?.kind === 'tensor' ? first : value.kind === 'list' ? ANY_TENSOR : tensorLike(value);
};

/** Types that a parameter takes, as tfjs calls the first of them. */
interface Typed {
  types: readonly ElementType[];
  called: string;
  advice: string;
}

const INT32: Typed = {
  types: ['integer', 'boolean'],
  called: 'int32',
  advice: "make them with the dtype 'int32', or cast them: .toInt()",
};

const BOOL: Typed = {
  types: ['boolean'],
  called: 'bool',
  advice: "make it with the dtype 'bool', or compare: .greater(0)",
};

const NAMES: Partial<Record<ElementType, string>> = { integer: 'int32', boolean: 'bool' };

/** Tensors of these types; arrays are taken as such. */
const typed =
  (names: readonly string[], { types, called, advice }: Typed): Condition =>
  (call) => {
    const wrong = (name: string): Tensor | undefined => {
      const given = valueOf(call, name);
      return given.kind === 'tensor' && given.type !== undefined && !types.includes(given.type) ? given : undefined;
    };
    const name = names.find(wrong);
    const given = name === undefined ? undefined : wrong(name);
    if (!given) return false;
    mismatch(call, {
      received: `${name} of type ${NAMES[given.type!] ?? 'float32'}`,
      expected: called,
      advice,
      inputs: [given],
    });
    return true;
  };

/** A tensor of class numbers or places. */
const int32 = (name: string): Condition => typed([name], INT32);

/** Tensors of truths. */
const bool = (...names: string[]): Condition => typed(names, BOOL);

/** Only the last axis. */
const lastAxis: Condition = (call) => {
  const input = tensorLike(valueOf(call, 'x'));
  const given = numberIn(elementsIn(valueOf(call, 'rest'))?.[0] ?? valueOf(call, 'axis'));
  const { open, dimensions } = input.shape;
  if (open || given === undefined || given === -1 || given === dimensions.length - 1) return false;
  mismatch(call, {
    received: `axis ${given} for an input of shape ${printShape(input.shape)}`,
    expected: `the last axis, ${dimensions.length - 1}`,
    advice: 'transpose the input first',
    inputs: [input],
  });
  return true;
};

/** What is squeezed has one entry. */
const ones: Condition = (call) => {
  const input = tensorLike(valueOf(call, 'x'));
  const { open, dimensions } = input.shape;
  const given = valueOf(call, 'axis');
  const axes = (elementsIn(given) ?? [given]).flatMap((each) => numberIn(each) ?? []);
  const wrong = axes.find((at) => isLonger(dimensions.at(at)));
  if (open || wrong === undefined) return false;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}`,
    expected: `1 on axis ${wrong}`,
    advice: 'squeeze an axis of size 1, or leave the axis out',
    inputs: [input],
  });
  return true;
};

const isLonger = (size: unknown): boolean => typeof size === 'number' && size !== 1;

/** As many classes as have more than one answer. */
const atLeastTwo =
  (name: string): Condition =>
  (call) => {
    const classes = numberIn(valueOf(call, name));
    if (classes === undefined || classes > 1) return false;
    mismatch(call, {
      received: `${name} of ${classes}`,
      expected: 'at least 2 classes',
      advice: 'count the classes from 0 to the largest, and one more',
      inputs: [],
    });
    return true;
  };

/** Windows move by steps, or have holes, but not both. */
const stepsOrHoles: Condition = (call) => {
  const [strides, dilations] = ['strides', 'dilations'].map((name) => {
    const value = valueOf(call, name);
    return (elementsIn(value) ?? [value]).some((each) => (numberIn(each) ?? 1) > 1);
  });
  if (!strides || !dilations) return false;
  mismatch(call, {
    received: 'strides and dilations that are larger than 1',
    expected: 'one of them to be 1',
    advice: 'drop the dilations, or move by one',
    inputs: [],
  });
  return true;
};

/** What is no size: 7.5, or a text. */
const isNoSize = (value: Value): boolean =>
  value.kind === 'string' || (value.kind === 'float' && value.value !== undefined && !Number.isInteger(value.value));

/** A shape of whole numbers. */
const wholeSizes: Condition = (call) => {
  const at = (elementsIn(valueOf(call, 'shape')) ?? []).findIndex(isNoSize);
  if (at < 0) return false;
  mismatch(call, {
    received: `a size on axis ${at} that is no whole number`,
    expected: 'whole numbers',
    advice: 'choose sizes that divide without a rest, or round: Math.floor',
    inputs: [],
  });
  return true;
};

/** No part of what is joined is `undefined`. */
const everyPart: Condition = (call) => {
  const parts = elementsIn(valueOf(call, 'tensors')) ?? [];
  const at = call.machine.hypothetical ? -1 : parts.findIndex(({ kind }) => kind === 'none');
  if (at < 0) return false;
  mismatch(call, {
    received: `undefined or null as part ${at}`,
    expected: 'tensors',
    advice: 'look where the value comes from: an array has nothing beyond its end',
    inputs: [],
  });
  return true;
};

/** By the last part of a function's name, whether it is called as a method or not. */
const CONDITIONS: Readonly<Record<string, readonly Condition[]>> = {
  reshape: [wholeSizes],
  zeros: [wholeSizes],
  ones: [wholeSizes],
  fill: [wholeSizes],
  broadcastTo: [wholeSizes],
  randomNormal: [wholeSizes],
  randomUniform: [wholeSizes],
  truncatedNormal: [wholeSizes],
  squeeze: [axis(), ones],
  expandDims: [axis('axis', 'x', 1)],
  split: [axis()],
  unstack: [axis()],
  gather: [axis()],
  concat: [everyPart, axis('axis', 'tensors')],
  stack: [everyPart, axis('axis', 'tensors', 1)],
  oneHot: [atLeastTwo('depth')],
  reverse: [axis('rest')],
  cosineDistance: [axis('axis', 'predictions')],
  pool: [stepsOrHoles],
  softmax: [lastAxis],
  logSoftmax: [lastAxis],
  outerProduct: [rank('a', 1), rank('b', 1)],
  dot: [rank('a', 1, 2), rank('b', 1, 2)],
  confusionMatrix: [rank('labels', 1), rank('predictions', 1), atLeastTwo('classes')],
  conv1d: [rank('filter', 3), stepsOrHoles],
  conv2d: [rank('filter', 4), stepsOrHoles],
  conv3d: [rank('filter', 5), stepsOrHoles],
  depthwiseConv2d: [rank('filter', 4)],
  separableConv2d: [rank('filter', 4), rank('pointwise', 4)],
  conv2dTranspose: [rank('x', 3, 4), rank('filter', 4)],
  cropAndResize: [rank('x', 4), rank('boxes', 2), rank('boxInd', 1), int32('boxInd')],
  scatterND: [int32('indices')],
  gatherND: [int32('indices')],
  reverse1d: [rank('x', 1)],
  reverse2d: [rank('x', 2)],
  reverse3d: [rank('x', 3)],
  reverse4d: [rank('x', 4)],
  slice1d: [rank('x', 1)],
  slice2d: [rank('x', 2)],
  slice3d: [rank('x', 3)],
  slice4d: [rank('x', 4)],
  multinomial: [rank('x', 1, 2)],
  bincount: [int32('x')],
  logicalAnd: [bool('x', 'y')],
  logicalOr: [bool('x', 'y')],
  logicalXor: [bool('x', 'y')],
  logicalNot: [bool('x')],
  where: [bool('condition')],
  any: [bool('x')],
  all: [bool('x')],
};

/** The parameters of a signature that take a tensor and have no default. */
const TENSORS =
  /^(x|y|a|b|condition|indices|filter|pointwise|mean|variance|labels|predictions|updates|boxes|boxInd|other)$/;

const tensorsOf = (signature: string): string[] => signature.split(', ').filter((each) => TENSORS.test(each));

/** `undefined`, as an array has beyond its end, is no tensor. */
const nothing =
  (names: readonly string[]): Condition =>
  (call) => {
    const missing = call.machine.hypothetical ? undefined : names.find((name) => valueOf(call, name).kind === 'none');
    if (missing === undefined) return false;
    mismatch(call, {
      received: `undefined or null as ${missing}`,
      expected: 'a tensor',
      advice: 'look where the value comes from: an array has nothing beyond its end',
      inputs: [],
    });
    return true;
  };

const METHODS = /^tfjs\.(?!dispose)(Tensor|signal|linalg|image|math|losses)?\.?\w+$/;

/** The row with the conditions of its function before its rule. */
function conditioned([name, each]: [string, Row]): [string, Row] {
  const own = CONDITIONS[name.slice(name.lastIndexOf('.') + 1)];
  const conditions = [nothing(tensorsOf(each.signature)), ...(own ?? [])];
  if (!METHODS.test(name) || each.constructs) return [name, each];
  return [name, { ...each, rule: (call) => (conditions.some((fails) => fails(call)) ? ANY_TENSOR : each.rule(call)) }];
}

/** All of them. */
export const withConditions = (table: Table): Table => Object.fromEntries(Object.entries(table).map(conditioned));
