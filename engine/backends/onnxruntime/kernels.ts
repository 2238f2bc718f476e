/** Gives tfjs every kernel of this backend: lowered where there is a lowering, on the host where there is none. */
import * as tf from '@tensorflow/tfjs-core';
import { noteFusedAttributes } from '../gradients/support/fused';
import { currentOp, type OnnxruntimeBackend } from './backend';
import { isOfComplex, pairing, runOnParts } from './complex';
import type { EagerRunner } from './eager';
import { BackendError, kernelFailed } from './errors';
import { runOnHost } from './fallback';
import type { KernelCall, KernelInputs } from './kernel-call';
import type { Lower } from './lowerings/lowering';
import { lowerings } from './lowerings/lowerings.generated';

const table: Readonly<Record<string, Lower | undefined>> = lowerings as unknown as Record<string, Lower>;

/** The name under which tfjs knows this backend. */
export const BACKEND_NAME = 'onnxruntime';

interface Call {
  inputs: KernelInputs;
  attrs: object | null | undefined;
  backend: OnnxruntimeBackend;
}

/** Kernels that only look at data differently: they share it, in a trace and outside. */
export const views: Record<string, (call: Call) => tf.TensorInfo> = {
  Identity: ({ inputs, backend }) => backend.alias(inputs.x as tf.TensorInfo, (inputs.x as tf.TensorInfo).shape),
  Reshape({ inputs, attrs, backend }) {
    const x = inputs.x as tf.TensorInfo;
    const { shape } = attrs as tf.ReshapeAttrs;
    const size = tf.util.sizeFromShape(x.shape);
    const result = tf.util.inferFromImplicitShape(shape, size);
    tf.util.assert(
      tf.util.sizeFromShape(result) === size,
      () => `cannot reshape [${x.shape.join()}] into [${shape.join()}]: the sizes differ`,
    );
    return backend.alias(x, result);
  },
  ...pairing,
};

/** Registers the kernels; once a process. */
export function registerKernels(eager: EagerRunner): void {
  const names = new Set([...tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName), ...Object.keys(table)]);
  for (const kernelName of names) {
    const run = (call: Call): tf.TensorInfo | tf.TensorInfo[] => {
      const results = dispatch(eager, kernelName, call);
      return results.length === 1 && !MANY.has(kernelName) ? results[0]! : results;
    };
    tf.registerKernel({ kernelName, backendName: BACKEND_NAME, kernelFunc: run as unknown as tf.KernelFunc });
  }
  noteFusedAttributes(BACKEND_NAME);
}

/** Kernels whose callers expect a list, even of one. */
const MANY = new Set(['SplitV', 'Unpack', 'RaggedGather']);

/** @throws BackendError naming op, shapes and line where a lowering refuses its operands. */
function dispatch(eager: EagerRunner, kernel: string, { inputs, attrs, backend }: Call): tf.TensorInfo[] {
  const call = { inputs, attributes: attrs ?? {} };
  const view = views[kernel];
  try {
    if (view) return [view({ inputs, attrs, backend })];
    const results = lowered(eager, kernel, call, backend);
    if (results) return results;
  } catch (cause) {
    throw refusal(kernel, inputs, cause);
  }
  return backend.trace ? backend.trace.onHost(kernel, call) : runOnHost(backend, kernel, call);
}

/** By its lowering, or that for complex operands; null where there is none for these. */
function lowered(
  eager: EagerRunner,
  kernel: string,
  call: KernelCall,
  backend: OnnxruntimeBackend,
): tf.TensorInfo[] | null {
  const run = (lower: Lower | undefined, of: KernelCall): tf.TensorInfo[] | null =>
    backend.trace ? backend.trace.apply(kernel, lower, of) : runAtOnce(eager, kernel, lower, of, backend);
  return isOfComplex(call) ? runOnParts(backend, kernel, call, run) : run(table[kernel], call);
}

/** By onnxruntime; null for what it cannot run, such as an index out of range, which tfjs's kernel can name. */
function runAtOnce(
  eager: EagerRunner,
  kernel: string,
  lower: Lower | undefined,
  call: KernelCall,
  backend: OnnxruntimeBackend,
): tf.TensorInfo[] | null {
  if (!lower) return null;
  try {
    return eager.run(backend, kernel, lower, call);
  } catch (cause) {
    if (cause instanceof BackendError) return null;
    throw cause;
  }
}

function refusal(kernel: string, inputs: KernelInputs, cause: unknown): unknown {
  if (cause instanceof BackendError) return cause;
  const shapes = Object.values(inputs).flatMap((x) => [x ?? []].flat().map(({ shape }) => shape));
  return kernelFailed(currentOp() ?? kernel, shapes, cause);
}
