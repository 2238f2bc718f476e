/** The tfjs call behind each golden's recipe name. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { gru, type GruWeights } from '../../engine/layers/gru';
import { lstm } from '../../engine/layers/lstm';

type Activation = 'linear' | 'relu' | 'relu6' | 'sigmoid' | 'elu' | 'leakyrelu';
type LayerActivation = 'gelu' | 'swish' | 'mish' | 'softsign' | 'hardSigmoid';
type Planar = [number, number];
type Solid = [number, number, number];
type Padding = 'valid' | 'same' | number;

/** Attributes by name; a golden holds those that its call reads. */
export interface Attributes {
  activation: Activation;
  alignCorners: boolean;
  alpha: number;
  axes: number[];
  axis: number;
  batchDims: number;
  begin: number[];
  beta: number;
  bias: number;
  block: number[];
  crops: number[][];
  delta: number;
  depth: number;
  dilations: number[];
  dtype: tf.DataType;
  end: number[];
  epsilon: number;
  equation: string;
  exclusive: boolean;
  halfPixelCenters: boolean;
  high: number;
  k: number;
  keepDims: boolean;
  low: number;
  mode: 'reflect' | 'symmetric';
  name: LayerActivation;
  order: number;
  pad: Padding;
  paddings: [number, number][];
  permutation: number[];
  radius: number;
  reps: number[];
  reverse: boolean;
  segments: number;
  shape: number[];
  size: number[];
  sizes: number[];
  strides: number[];
  transposeA: boolean;
  transposeB: boolean;
  value: number;
  window: number[];
}

type Call = (inputs: tf.Tensor[], attributes: Attributes) => tf.Tensor | tf.Tensor[];

const unary = (operation: (x: tf.Tensor) => tf.Tensor): Call => {
  return ([x]) => operation(x!);
};

const binary = (operation: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Call => {
  return ([a, b]) => operation(a!, b!);
};

const reduce = (operation: (x: tf.Tensor, axes: number[], keepDims: boolean) => tf.Tensor): Call => {
  return ([x], { axes, keepDims }) => operation(x!, axes, keepDims);
};

const elementwise: Record<string, Call> = {
  abs: unary(tf.abs),
  acos: unary(tf.acos),
  acosh: unary(tf.acosh),
  activation: ([x], { name }) => layers.layers.activation({ activation: name }).apply(x!) as tf.Tensor,
  asin: unary(tf.asin),
  asinh: unary(tf.asinh),
  atan: unary(tf.atan),
  atanh: unary(tf.atanh),
  cast: ([x], { dtype }) => tf.cast(x!, dtype),
  ceil: unary(tf.ceil),
  clipByValue: ([x], { low, high }) => tf.clipByValue(x!, low, high),
  clone: unary(tf.clone),
  cos: unary(tf.cos),
  cosh: unary(tf.cosh),
  elu: unary(tf.elu),
  erf: unary(tf.erf),
  exp: unary(tf.exp),
  expm1: unary(tf.expm1),
  floor: unary(tf.floor),
  isFinite: unary(tf.isFinite),
  isInf: unary(tf.isInf),
  isNaN: unary(tf.isNaN),
  leakyRelu: ([x], { alpha }) => tf.leakyRelu(x!, alpha),
  log: unary(tf.log),
  log1p: unary(tf.log1p),
  logSigmoid: unary(tf.logSigmoid),
  neg: unary(tf.neg),
  oneHot: ([x], { depth }) => tf.oneHot(tf.cast(x!, 'int32'), depth),
  onesLike: unary(tf.onesLike),
  prelu: binary(tf.prelu),
  reciprocal: unary(tf.reciprocal),
  relu: unary(tf.relu),
  relu6: unary(tf.relu6),
  round: unary(tf.round),
  rsqrt: unary(tf.rsqrt),
  selu: unary(tf.selu),
  sigmoid: unary(tf.sigmoid),
  sign: unary(tf.sign),
  sin: unary(tf.sin),
  sinh: unary(tf.sinh),
  softplus: unary(tf.softplus),
  sqrt: unary(tf.sqrt),
  square: unary(tf.square),
  step: ([x], { alpha }) => tf.step(x!, alpha),
  tan: unary(tf.tan),
  tanh: unary(tf.tanh),
  zerosLike: unary(tf.zerosLike),
};

const pairwise: Record<string, Call> = {
  add: binary(tf.add),
  addN: (inputs) => tf.addN(inputs),
  atan2: binary(tf.atan2),
  div: binary(tf.div),
  floorDiv: binary(tf.floorDiv),
  greaterEqual: binary(tf.greaterEqual),
  maximum: binary(tf.maximum),
  minimum: binary(tf.minimum),
  mod: binary(tf.mod),
  mul: binary(tf.mul),
  pow: binary(tf.pow),
  squaredDifference: binary(tf.squaredDifference),
  sub: binary(tf.sub),
  where: ([condition, a, b]) => tf.where(condition!, a!, b!),
};

const reductions: Record<string, Call> = {
  argMax: ([x], { axis }) => tf.argMax(x!, axis),
  argMin: ([x], { axis }) => tf.argMin(x!, axis),
  cumprod: ([x], { axis, exclusive, reverse }) => tf.cumprod(x!, axis, exclusive, reverse),
  cumsum: ([x], { axis, exclusive, reverse }) => tf.cumsum(x!, axis, exclusive, reverse),
  logSoftmax: unary(tf.logSoftmax),
  logSumExp: reduce(tf.logSumExp),
  max: reduce(tf.max),
  mean: reduce(tf.mean),
  min: reduce(tf.min),
  moments: ([x], { axes, keepDims }) => {
    const { mean, variance } = tf.moments(x!, axes, keepDims);
    return [mean, variance];
  },
  norm: ([x], { order, axes, keepDims }) => tf.norm(x!, order, axes, keepDims),
  prod: reduce(tf.prod),
  softmax: unary(tf.softmax),
  sum: reduce(tf.sum),
  topk: ([x], { k }) => {
    const { values, indices } = tf.topk(x!, k);
    return [values, indices];
  },
  unsortedSegmentSum: ([x, ids], { segments }) => tf.unsortedSegmentSum(x!, ids as tf.Tensor1D, segments),
};

const arrays: Record<string, Call> = {
  batchToSpaceND: ([x], { block, crops }) => tf.batchToSpaceND(x!, block, crops),
  broadcastTo: ([x], { shape }) => tf.broadcastTo(x!, shape),
  concat: (inputs, { axis }) => tf.concat(inputs, axis),
  expandDims: ([x], { axis }) => tf.expandDims(x!, axis),
  gather: ([x, indices], { axis, batchDims }) => tf.gather(x!, indices!, axis, batchDims),
  gatherND: ([x, indices]) => tf.gatherND(x!, indices!),
  mirrorPad: ([x], { paddings, mode }) => tf.mirrorPad(x!, paddings, mode),
  pad: ([x], { paddings, value }) => tf.pad(x!, paddings, value),
  reshape: ([x], { shape }) => tf.reshape(x!, shape),
  reverse: ([x], { axes }) => tf.reverse(x!, axes),
  scatterND: ([indices, updates], { shape }) => tf.scatterND(indices!, updates!, shape),
  slice: ([x], { begin, size }) => tf.slice(x!, begin, size),
  spaceToBatchND: ([x], { block, paddings }) => tf.spaceToBatchND(x!, block, paddings),
  split: ([x], { sizes, axis }) => tf.split(x!, sizes, axis),
  squeeze: ([x], { axes }) => tf.squeeze(x!, axes),
  stack: (inputs, { axis }) => tf.stack(inputs, axis),
  stridedSlice: ([x], { begin, end, strides }) => tf.stridedSlice(x!, begin, end, strides),
  tensorScatterUpdate: ([x, indices, updates]) => tf.tensorScatterUpdate(x!, indices!, updates!),
  tile: ([x], { reps }) => tf.tile(x!, reps),
  transpose: ([x], { permutation }) => tf.transpose(x!, permutation),
  unstack: ([x], { axis }) => tf.unstack(x!, axis),
};

const matrices: Record<string, Call> = {
  diag: ([x]) => tf.diag(x!),
  dot: binary(tf.dot),
  einsum: (inputs, { equation }) => tf.einsum(equation, ...inputs),
  fusedMatMul: ([a, b, bias], { transposeA, transposeB, activation }) =>
    tf.fused.matMul({ a: a!, b: b!, bias: bias!, transposeA, transposeB, activation }),
  matMul: ([a, b], { transposeA, transposeB }) => tf.matMul(a!, b!, transposeA, transposeB),
  outerProduct: binary((a, b) => tf.outerProduct(a as tf.Tensor1D, b as tf.Tensor1D)),
};

const convolutions: Record<string, Call> = {
  conv1d: ([x, w], { strides, pad, dilations }) =>
    tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, strides[0]!, pad, 'NWC', dilations[0]),
  conv2d: ([x, w], { strides, pad, dilations }) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides as Planar, pad, 'NHWC', dilations as Planar),
  conv2dTranspose: ([dy, w], { shape, strides, pad }) =>
    tf.conv2dTranspose(
      dy as tf.Tensor4D,
      w as tf.Tensor4D,
      shape as [number, number, number, number],
      strides as Planar,
      pad,
    ),
  conv3d: ([x, w], { strides, pad, dilations }) =>
    tf.conv3d(
      x as tf.Tensor5D,
      w as tf.Tensor5D,
      strides as Solid,
      pad as 'valid' | 'same',
      'NDHWC',
      dilations as Solid,
    ),
  depthwiseConv2d: ([x, w], { strides, pad, dilations }) =>
    tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides as Planar, pad, 'NHWC', dilations as Planar),
  dilation2d: ([x, w], { strides, pad, dilations }) =>
    tf.dilation2d(
      x as tf.Tensor4D,
      w as tf.Tensor3D,
      strides as Planar,
      pad as 'valid' | 'same',
      dilations as Planar,
      'NHWC',
    ),
  fusedConv2d: ([x, w, bias], { strides, pad, dilations, activation }) =>
    tf.fused.conv2d({
      x: x as tf.Tensor4D,
      filter: w as tf.Tensor4D,
      bias: bias!,
      strides: strides as Planar,
      pad,
      dilations: dilations as Planar,
      activation,
    }),
  fusedDepthwiseConv2d: ([x, w, bias], { strides, pad, dilations, activation }) =>
    tf.fused.depthwiseConv2d({
      x: x as tf.Tensor4D,
      filter: w as tf.Tensor4D,
      bias: bias!,
      strides: strides as Planar,
      pad,
      dilations: dilations as Planar,
      activation,
    }),
  separableConv2d: ([x, depthwise, pointwise], { strides, pad }) =>
    tf.separableConv2d(
      x as tf.Tensor4D,
      depthwise as tf.Tensor4D,
      pointwise as tf.Tensor4D,
      strides as Planar,
      pad as 'valid' | 'same',
    ),
};

const spatial: Record<string, Call> = {
  avgPool: ([x], { window, strides, pad }) => tf.avgPool(x as tf.Tensor4D, window as Planar, strides as Planar, pad),
  avgPool3d: ([x], { window, strides, pad }) => tf.avgPool3d(x as tf.Tensor5D, window as Solid, strides as Solid, pad),
  dilatedMaxPool: ([x], { window, strides, pad, dilations }) =>
    tf.pool(x as tf.Tensor4D, window as Planar, 'max', pad, dilations as Planar, strides as Planar),
  maxPool: ([x], { window, strides, pad }) => tf.maxPool(x as tf.Tensor4D, window as Planar, strides as Planar, pad),
  maxPool3d: ([x], { window, strides, pad }) => tf.maxPool3d(x as tf.Tensor5D, window as Solid, strides as Solid, pad),
  resizeBilinear: ([x], { size, alignCorners, halfPixelCenters }) =>
    tf.image.resizeBilinear(x as tf.Tensor4D, size as Planar, alignCorners, halfPixelCenters),
  resizeNearestNeighbor: ([x], { size, alignCorners, halfPixelCenters }) =>
    tf.image.resizeNearestNeighbor(x as tf.Tensor4D, size as Planar, alignCorners, halfPixelCenters),
};

const normalizations: Record<string, Call> = {
  absoluteDifference: binary((labels, y) => tf.losses.absoluteDifference(labels, y)),
  batchNorm: ([x, mean, variance, offset, scale], { epsilon }) =>
    tf.batchNorm(x!, mean!, variance!, offset, scale, epsilon),
  cosineDistance: ([labels, y], { axis }) => tf.losses.cosineDistance(labels!, y!, axis),
  hingeLoss: binary((labels, y) => tf.losses.hingeLoss(labels, y)),
  huberLoss: ([labels, y], { delta }) => tf.losses.huberLoss(labels!, y!, undefined, delta),
  layerNormalization: ([x, scale, offset], { axes, epsilon }) => {
    const { mean, variance } = tf.moments(x!, axes, true);
    const normal = tf.mul(tf.sub(x!, mean), tf.rsqrt(tf.add(variance, epsilon)));
    return tf.add(tf.mul(normal, scale!), offset!);
  },
  localResponseNormalization: ([x], { radius, bias, alpha, beta }) =>
    tf.localResponseNormalization(x as tf.Tensor4D, radius, bias, alpha, beta),
  logLoss: binary((labels, y) => tf.losses.logLoss(labels, y)),
  meanSquaredError: binary((labels, y) => tf.losses.meanSquaredError(labels, y)),
  sigmoidCrossEntropy: binary((labels, logits) => tf.losses.sigmoidCrossEntropy(labels, logits)),
  softmaxCrossEntropy: binary((labels, logits) => tf.losses.softmaxCrossEntropy(labels, logits)),
};

const recurrences: Record<string, Call> = {
  gru: ([x, kernel, recurrent, bias, recurrentBias]) =>
    gru(x as tf.Tensor3D, { kernel, recurrent, bias, recurrentBias } as GruWeights),
  lstm: ([x, kernel, recurrent, bias]) =>
    lstm(x as tf.Tensor3D, kernel as tf.Tensor2D, recurrent as tf.Tensor2D, bias as tf.Tensor1D),
};

export const calls: Record<string, Call> = {
  ...elementwise,
  ...pairwise,
  ...reductions,
  ...arrays,
  ...matrices,
  ...convolutions,
  ...spatial,
  ...normalizations,
  ...recurrences,
};
