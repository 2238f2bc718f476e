/** Kernels without a golden, since they have no gradient: small calls of each. */
import * as tf from '@tensorflow/tfjs-core';
import type { HostTensor } from '../../engine/backends/device';
import { booleans, floats, integers, type Call } from './inputs';

/** (2, 3) and (3): equal, smaller and larger elements; not-a-number is equal to nothing. */
const pair = { a: floats([2, 3], [1, -2, NaN, 4, 0, -6]), b: floats([3], [1, 3, 2]) };
const whole = { a: integers([2, 3], [1, -2, 3, 4, 0, -6]), b: integers([3], [1, 3, 2]) };
/** (2, 1, 4) and (3, 1), broadcast to (2, 3, 4). */
const truths = { a: booleans([2, 1, 4], [0, 1, 1, 0, 1, 1, 0, 1]), b: booleans([3, 1], [1, 0, 1]) };
const image = {
  x: floats(
    [1, 2, 3, 4],
    Array.from({ length: 24 }, (_, i) => i - 11),
  ),
};

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** Of floats and of integers. */
const comparison = (compare: Binary): Call => ({
  step: ({ a, b, c, d }) => ({ floats: compare(a!, b!), integers: compare(c!, d!) }),
  inputs: { ...pair, c: whole.a, d: whole.b },
});

const noise = (shape: number[], seed: number): HostTensor =>
  floats(
    shape,
    Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => Math.sin(12.9898 * (i + 1) + 78.233 * seed)),
  );

/** By one matrix, and by factors. */
const spectrum = (transform: (x: tf.Tensor) => tf.Tensor): Call => ({
  step: ({ small, long }) => {
    const spectra = [small, long].map((x) => transform(tf.complex(x!, tf.reverse(x!, -1))));
    const parts = spectra.flatMap((x, i) => [
      [`real ${i}`, tf.real(x)],
      [`imag ${i}`, tf.imag(x)],
    ]);
    return Object.fromEntries(parts) as Record<string, tf.Tensor>;
  },
  inputs: { small: noise([2, 6], 1), long: noise([2, 100], 2) },
});

/** Two boxes of the images: one that reaches outside, one upside down. */
const boxes = { boxes: floats([2, 4], [0.1, 0, 1.2, 0.9, 1, 0.8, 0.2, 0.1]), numbers: integers([2], [0, 0]) };

export const ungolden: Readonly<Record<string, Call>> = {
  Equal: comparison(tf.equal),
  NotEqual: comparison(tf.notEqual),
  Greater: comparison(tf.greater),
  Less: comparison(tf.less),
  LessEqual: comparison(tf.lessEqual),
  LogicalAnd: { step: ({ a, b }) => ({ y: tf.logicalAnd(a!, b!) }), inputs: truths },
  LogicalOr: { step: ({ a, b }) => ({ y: tf.logicalOr(a!, b!) }), inputs: truths },
  LogicalNot: { step: ({ a }) => ({ y: tf.logicalNot(a!) }), inputs: { a: truths.a } },
  All: { step: ({ a }) => ({ y: tf.all(a!, 2), whole: tf.all(a!) }), inputs: { a: truths.a } },
  Any: { step: ({ a }) => ({ y: tf.any(a!, 1), whole: tf.any(a!) }), inputs: { a: truths.a } },
  Fill: { step: ({ a }) => ({ y: tf.mul(a!, tf.fill([2, 3], 2)) }), inputs: { a: whole.a } },
  Range: { step: ({ b }) => ({ y: tf.add(b!, tf.range(0, 3)) }), inputs: { b: pair.b } },
  LinSpace: { step: ({ b }) => ({ y: tf.add(b!, tf.linspace(0, 1, 3)) }), inputs: { b: pair.b } },
  // tf.logSoftmax is composed of others.
  LogSoftmax: {
    step: ({ x }) => ({ y: tf.engine().runKernel<tf.Tensor>('LogSoftmax', { logits: x! }, { axis: 3 }) }),
    inputs: image,
  },
  DepthToSpace: {
    step: ({ x }) => ({
      y: tf.depthToSpace(x as tf.Tensor4D, 2),
      channelsFirst: tf.depthToSpace(tf.transpose(x as tf.Tensor4D, [0, 3, 1, 2]), 2, 'NCHW'),
    }),
    inputs: image,
  },
  'AvgPool3D of nothing but padding': {
    step: ({ x }) => ({ y: tf.avgPool3d(tf.reshape<tf.Rank.R5>(x!, [1, 2, 3, 2, 2]), 2, 1, 2, 'floor') }),
    inputs: image,
  },
  CropAndResize: {
    step: ({ x, boxes: edges, numbers }) => {
      const crop = (method: 'bilinear' | 'nearest') =>
        tf.image.cropAndResize(x as tf.Tensor4D, edges as tf.Tensor2D, numbers as tf.Tensor1D, [3, 4], method, 5);
      return { bilinear: crop('bilinear'), nearest: crop('nearest') };
    },
    inputs: { ...image, ...boxes },
  },
  Transform: {
    step: ({ x, projection }) => {
      type Mode = 'constant' | 'nearest' | 'reflect' | 'wrap';
      const seen = (how: 'bilinear' | 'nearest', mode: Mode) =>
        tf.image.transform(x as tf.Tensor4D, projection as tf.Tensor2D, how, mode, 5, [3, 4]);
      return {
        nearest: seen('nearest', 'nearest'),
        constant: seen('bilinear', 'constant'),
        reflect: seen('bilinear', 'reflect'),
        wrap: seen('bilinear', 'wrap'),
      };
    },
    inputs: { ...image, projection: floats([1, 8], [1.3, 0.2, -1.2, -0.4, 2.1, -0.7, 0.02, 0.01]) },
  },
  MaxPoolWithArgmax: {
    step: ({ x }) => {
      const { result, indexes } = tf.maxPoolWithArgmax(x as tf.Tensor4D, 2, 1, 1, true);
      return { result: result!, indexes: indexes! };
    },
    inputs: image,
  },
  RotateWithOffset: {
    step: ({ x }) => ({ y: tf.image.rotateWithOffset(x as tf.Tensor4D, 0.7, [1, 2, 3]) }),
    inputs: image,
  },
  FlipLeftRight: { step: ({ x }) => ({ y: tf.image.flipLeftRight(x as tf.Tensor4D) }), inputs: image },
  'Einsum of a diagonal': {
    step: ({ x }) => ({ diagonal: tf.einsum('iij->ij', x!), product: tf.einsum('iji,j->i', x!, tf.ones([3])) }),
    inputs: { x: noise([3, 3, 3], 4) },
  },
  FFT: spectrum(tf.fft),
  IFFT: spectrum(tf.ifft),
  ComplexAbs: {
    step: ({ a, b }) => ({ y: tf.abs(tf.complex(a!, b!)) }),
    inputs: { a: noise([3, 4], 1), b: noise([3, 4], 2) },
  },
  Bincount: {
    step: ({ x, weights }) => ({ y: tf.bincount(x as tf.Tensor1D, weights as tf.Tensor1D, 5) }),
    inputs: { x: integers([6], [0, 4, 4, 7, 2, 4]), weights: noise([6], 3) },
  },
  DenseBincount: {
    step: ({ x }) => ({
      counts: tf.denseBincount(x as tf.Tensor2D, tf.onesLike(x!) as tf.Tensor2D, 4),
      present: tf.denseBincount(x as tf.Tensor2D, tf.onesLike(x!) as tf.Tensor2D, 4, true),
    }),
    inputs: { x: integers([2, 3], [0, 3, 3, 9, 1, 1]) },
  },
  SearchSorted: {
    step: ({ x, y }) => ({ low: tf.lowerBound(x!, y!), high: tf.upperBound(x!, y!) }),
    inputs: { x: floats([2, 5], [-2, 0, 0, 1, 7, 1, 2, 3, 4, 5]), y: floats([2, 3], [0, 9, -3, 3, 0.5, 5]) },
  },
  SparseToDense: {
    step: ({ x, y }) => ({ y: tf.sparseToDense(x!, y!, [3, 4], tf.scalar(-1)) }),
    inputs: { x: integers([2, 2], [0, 3, 2, 1]), y: floats([2], [5, 6]) },
  },
  BroadcastArgs: {
    step: ({ x, y }) => ({ y: tf.broadcastArgs(x!, y!) }),
    inputs: { x: integers([3], [4, 1, 3]), y: integers([2], [5, 1]) },
  },
};
