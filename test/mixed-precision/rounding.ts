/**
 * A device with float16, for machines without one: onnxruntime's CPU computes float16 in float32 and leaves out casts
 * that undo each other, so that nothing is rounded and nothing overflows. Here both are said in float32's arithmetic.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '../../engine/backends/device';
import { startDevice } from '../../engine/backends/devices';
import { OnnxruntimeBackend } from '../../engine/backends/onnxruntime/backend';
import { compileStep } from '../../engine/backends/onnxruntime/compile';
import { producer, type Node, type Value } from '../../engine/backends/onnxruntime/graph';
import { BACKEND_NAME } from '../../engine/backends/onnxruntime/kernels';
import { abs, add, cast, less, map, mul, sub, where } from '../../engine/backends/onnxruntime/operators/elementwise';
import type { Pass } from '../../engine/backends/onnxruntime/passes/pass';
import { providers } from '../../engine/backends/onnxruntime/providers';

/** Veltkamp: c − (c − x), c = (2¹³ + 1)x, is x rounded to 24 − 13 bits. */
const SPLITTER = 2 ** 13 + 1;
/** Numbers in [½, 1) of float32 are 2⁻²⁴ apart, as float16's below its smallest normal one. */
const SHIFT = 0.75;
const SMALLEST_NORMAL = 2 ** -14;
/** Halfway from the largest number to the next, which is none. */
const OVERFLOW = 65_520;
/** Beyond float32 already where it is multiplied with what is beyond float16. */
const HUGE = 3e38;

/** float32 values rounded to float16's; marked by an Identity, which costs nothing. */
export function round(x: Value): Value {
  const scaled = mul(x, SPLITTER);
  const normal = sub(scaled, sub(scaled, x));
  const subnormal = sub(add(x, SHIFT), SHIFT);
  const near = where(less(abs(x), SMALLEST_NORMAL), subnormal, normal);
  return map('Identity', where(less(abs(x), OVERFLOW), near, mul(x, HUGE)));
}

/** Products in float32 of what was rounded, and their results rounded. */
function rewrite({ op, inputs, attributes, results }: Node): Value[] | null {
  const { type, shape, graph } = results[0]!;
  if (type !== 'float16') return null;
  if (op === 'Cast') return producer(inputs[0], 'Identity') ? null : [cast(round(inputs[0]!), 'float16')];
  if (!['Gemm', 'MatMul', 'Conv', 'ConvTranspose'].includes(op)) return null;
  const wide = inputs.map((input) => input && cast(input, 'float32'));
  return [cast(round(graph.node(op, wide, attributes, [{ type: 'float32', shape }])[0]!), 'float16')];
}

export const rounding: Pass = { id: 'rounding', rewrite };

/** onnxruntime's CPU, whose mixed precision is rounded as a GPU's. */
export async function startRounding(): Promise<Device> {
  const { device } = await startDevice('cpu');
  const backend: unknown = tf.findBackend(BACKEND_NAME);
  if (!(backend instanceof OnnxruntimeBackend)) throw new TypeError('onnxruntime has registered no backend');
  const provider = { ...providers.cpu, passes: [rounding] };
  const compile: Device['compile'] = (step, options) =>
    compileStep(backend, step, { threads: 1, provider, ...options });
  return { ...device, title: `${device.title}, rounding`, compile, whyNoMixedPrecision: () => null };
}
