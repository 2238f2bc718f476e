/** Functions of one value, element by element. */
import type * as tf from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { elu, expm1, leaky } from '../operators/activation';
import * as e from '../operators/elementwise';
import { float, throughFloat } from '../operators/types';
import type { Lowering } from './lowering';

type Unary = Lowering<tf.UnaryInputs>;

/** Computed in float32 and given x's type again. */
const real = (operator: (x: Value) => Value): Unary => {
  const run = throughFloat(operator);
  return ({ x }) => run(x);
};

/** Computed in x's type; booleans as integers. */
const exact =
  (operator: (x: Value) => Value): Unary =>
  ({ x }) =>
    x.type === 'bool' ? e.cast(operator(e.cast(x, 'int32')), 'bool') : operator(x);

/** An operator of ONNX's that takes float32 only. */
const onnx = (op: string): Unary => real((x) => e.map(op, x));

export const Abs = exact(e.abs);
export const Neg = exact(e.neg);
export const Square = exact((x) => e.mul(x, x));
export const Relu = exact((x) => (x.type === 'float32' ? e.relu(x) : e.max(x, 0)));
export const Relu6 = exact((x) => e.min(e.max(x, 0), 6));

export const Acos = onnx('Acos');
export const Acosh = onnx('Acosh');
export const Asin = onnx('Asin');
export const Asinh = onnx('Asinh');
export const Atan = onnx('Atan');
export const Atanh = onnx('Atanh');
export const Ceil = onnx('Ceil');
export const Cos = onnx('Cos');
export const Cosh = onnx('Cosh');
export const Erf = onnx('Erf');
export const Floor = onnx('Floor');
export const Log = onnx('Log');
export const Reciprocal = onnx('Reciprocal');
export const Round = onnx('Round');
export const Sigmoid = real(e.sigmoid);
/** 0 for not-a-number, as tfjs has it. */
export const Sign = real((x) => e.sub(float(e.greater(x, 0)), float(e.less(x, 0))));
export const Sin = onnx('Sin');
export const Sinh = onnx('Sinh');
export const Sqrt = onnx('Sqrt');
export const Tan = onnx('Tan');
export const Tanh = onnx('Tanh');
export const Rsqrt = real((x) => e.div(1, e.sqrt(x)));

/** Always float32, as tfjs has it. */
export const Exp: Unary = ({ x }) => e.exp(float(x));

export const Expm1 = real(expm1);

/** ln(1+x): with u = 1+x rounded, ln(u)·x/(u−1) cancels the rounding of u (Kahan). */
const log1p = (x: Value): Value => {
  const u = e.add(x, 1);
  const rounded = e.sub(u, 1);
  const safe = e.where(e.equal(rounded, 0), 1, rounded);
  const corrected = e.where(e.equal(rounded, x), e.log(u), e.div(e.mul(e.log(u), x), safe));
  return e.where(e.equal(rounded, 0), x, corrected);
};
export const Log1p = real(log1p);

/** ln(1+eˣ) = max(x, 0) + ln(1+e^−|x|). */
export const Softplus = real((x) => e.add(e.relu(x), log1p(e.exp(e.neg(e.abs(x))))));

export const Elu = real(elu);
export const Selu = real((x) =>
  e.where(e.greaterOrEqual(x, 0), e.mul(x, backend_util.SELU_SCALE), e.mul(expm1(x), backend_util.SELU_SCALEALPHA)),
);

/** dy where y ≥ 0, else dy·(y+1), since eˣ = y+1 there. */
export const EluGrad: Lowering<tf.EluGradInputs> = ({ dy, y }) =>
  e.where(e.greaterOrEqual(y, 0), dy, e.mul(dy, e.add(y, 1)));

export const LeakyRelu: Lowering<tf.LeakyReluInputs, tf.LeakyReluAttrs> = ({ x }, { alpha }) => leaky(float(x), alpha);

export const Prelu: Lowering<tf.PreluInputs> = ({ x, alpha }) => leaky(float(x), float(alpha));

/** Above 1 over the least positive number, 2⁻¹⁴⁹, no product but that with 0 is below 1; this is the largest float. */
const STEEP = 3.4e38;

/**
 * 1 where x > 0, else alpha; not-a-number stays. The step is a sigmoid of straight lines, max(0, min(1, steep·x)),
 * which onnxruntime computes in one pass; numbers below 3·10⁻³⁹, which hardware may take for 0, give what is between.
 */
export const Step: Lowering<tf.StepInputs, tf.StepAttrs> = ({ x }, { alpha }) => {
  const step = e.map('HardSigmoid', float(x), { alpha: STEEP, beta: 0 });
  return e.cast(alpha === 0 ? step : e.where(e.equal(step, 0), alpha, step), x.type);
};

export const ClipByValue: Lowering<tf.ClipByValueInputs, tf.ClipByValueAttrs> = (
  { x },
  { clipValueMin, clipValueMax },
) => e.min(e.max(x, clipValueMin), clipValueMax);
