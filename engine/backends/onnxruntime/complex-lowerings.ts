/** Kernels of complex tensors as lowerings of their parts: the kernels that tfjs's cpu backend has for them. */
import type * as tf from '@tensorflow/tfjs-core';
import { isNumeric } from './backend';
import type { Graph, Value } from './graph';
import type { Lower, LoweringInputs } from './lowerings/lowering';
import { lowerings } from './lowerings/lowerings.generated';
import { bilinear, type Complex } from './operators/complex';
import { cast, mul } from './operators/elementwise';
import { zeros } from './operators/indexing';
import { float } from './operators/types';

/** The inputs of a kernel, each complex one a pair. */
type Inputs = Readonly<Record<string, Complex>>;

/** A kernel of complex operands: a complex result is a pair, too. */
type ComplexLowering = (inputs: Inputs, attributes: object, graph: Graph) => Value | Complex | null;

/** What is linear is done to both parts alike, as to real values. */
const alike =
  (kernel: 'Add' | 'Concat' | 'ExpandDims' | 'Sub' | 'ZerosLike'): ComplexLowering =>
  (inputs, attributes, graph) => {
    const lower = lowerings[kernel] as unknown as Lower;
    const of = (index: 0 | 1): Value => {
      const parts = Object.entries(inputs).map(([name, pair]) => [name, pair[index]] as const);
      const named = Array.isArray(inputs) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
      return lower(named as unknown as LoweringInputs, attributes, graph) as Value;
    };
    return [of(0), of(1)];
  };

/** To another type goes the real part; a real value becomes one with nothing imaginary. */
const convert: ComplexLowering = ({ x }, attributes) => {
  const { dtype } = attributes as tf.CastAttrs;
  const [real, imag] = [x].flat() as [Value, Value?];
  if (dtype === 'complex64') return [float(real), imag ?? zeros(float(real), real.shape)];
  return isNumeric(dtype) ? cast(real, dtype) : null;
};

const { FFT, IFFT, ComplexAbs } = lowerings;

/** By kernel. */
export const complexLowerings: Readonly<Record<string, ComplexLowering | undefined>> = {
  FFT: ({ input }) => FFT({ input: input! }),
  IFFT: ({ input }) => IFFT({ input: input! }),
  ComplexAbs: ({ x }) => ComplexAbs({ x: x! }),
  Add: alike('Add'),
  Sub: alike('Sub'),
  Concat: alike('Concat'),
  ExpandDims: alike('ExpandDims'),
  ZerosLike: alike('ZerosLike'),
  Multiply: ({ a, b }) => bilinear(mul)(a!, b!),
  Cast: convert,
};
