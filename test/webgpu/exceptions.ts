/**
 * Where WebGPU falls short of the CPU, each with the reason. The tests demand that exactly these do: one that no longer
 * does must be taken out.
 */
import * as tf from '@tensorflow/tfjs-core';
import { booleans, floats, integers, type Call } from './inputs';

/** Operators that are further off than others, and how far at most, relative to the largest magnitude. */
export const imprecise: Readonly<Record<string, { tolerance: number; reason: string }>> = {
  Sin: {
    tolerance: 5e-4,
    reason: 'WGSL asks for an absolute error of 2⁻¹¹ within ±π, and SwiftShader gives no better',
  },
  Cos: { tolerance: 5e-4, reason: 'as Sin' },
  Tan: { tolerance: 5e-4, reason: 'as Sin, by which it is computed' },
  Acos: { tolerance: 1e-4, reason: 'WGSL derives it from atan2 and sqrt, with an absolute error of 6.8·10⁻⁵' },
};

/** What the CPU computes in between: right, with two copies. */
export const leftToCpu: Readonly<Record<string, Call & { reason: string }>> = {
  BitwiseAnd: {
    step: ({ a, b }) => ({ y: tf.bitwiseAnd(a!, b!) }),
    inputs: { a: integers([3], [12, -5, 7]), b: integers([3], [10, 6, -1]) },
    reason: 'there is no bitwise operator, and 32 planes of bits cost more than two copies; no network has it',
  },
  NonMaxSuppressionV4: {
    step: ({ boxes, scores }) => {
      const chosen = tf.image.nonMaxSuppressionPadded(boxes as tf.Tensor2D, scores as tf.Tensor1D, 3, 0.5, 0, true);
      return { boxes: chosen.selectedIndices!, count: chosen.validOutputs! };
    },
    inputs: {
      boxes: floats([3, 4], [0, 0, 1, 1, 0, 0, 1, 0.9, 2, 2, 3, 3]),
      scores: floats([3], [0.5, 0.9, 0.7]),
    },
    reason: 'there is no such operator: each box waits for those before it',
  },
  SparseReshape: {
    step: ({ x, from, to }) => {
      const reshaped = tf.sparse.sparseReshape(x as tf.Tensor2D, from as tf.Tensor1D, to as tf.Tensor1D);
      return { indices: reshaped.outputIndices!, shape: reshaped.outputShape! };
    },
    inputs: { x: integers([2, 2], [0, 3, 2, 1]), from: integers([2], [3, 4]), to: integers([2], [6, -1]) },
    reason: 'places in a sparse tensor are of 64 bits, which shaders do not have',
  },
  'TopK of integers': {
    step: ({ x }) => ({ y: tf.topk(x!, 2).values }),
    inputs: { x: integers([5], [3, 1, 4, 1, 5]) },
    reason: 'TopK takes floats only, which do not hold every integer',
  },
  'a boolean that is returned as it came': {
    step: ({ x }) => ({ y: x! }),
    inputs: { x: booleans([3], [1, 0, 1]) },
    reason: "the graph's output is a copy, and booleans are not copied",
  },
};

/**
 * Numbers that come out otherwise. WGSL lets a shader take for granted that no number is infinite or none, and a driver
 * may make anything of those that are: on SwiftShader the logarithm of −1 is 0.
 */
export const different: Readonly<Record<string, Call & { reason: string }>> = {
  'softmax of not-a-number': {
    step: ({ x }) => ({ y: tf.softmax(x!) }),
    inputs: { x: floats([3], [1, NaN, 2]) },
    reason: 'the largest of numbers and not-a-number is a number in WGSL',
  },
  'the largest of minus infinity': {
    step: ({ x }) => ({ y: tf.topk(x!, 2).values }),
    inputs: { x: floats([3], [-Infinity, -Infinity, -Infinity]) },
    reason: 'TopK starts from the least finite number',
  },
};
