/** Gives tfjs every kernel of this backend: lowered where there is a lowering, on the host where there is none. */
import * as tf from '@tensorflow/tfjs-core';
import { noteFusedAttributes } from '../gradients/support/fused';
import type { OnnxruntimeBackend } from './backend';
import type { EagerRunner } from './eager';
import { runOnHost } from './fallback';
import type { KernelInputs } from './kernel-call';
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
const views: Record<string, (call: Call) => tf.TensorInfo> = {
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
};

/** Registers the kernels; once a process. */
export function registerKernels(eager: EagerRunner): void {
  const names = new Set([...tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName), ...Object.keys(table)]);
  for (const kernelName of names) {
    const run = (call: Call): tf.TensorInfo | tf.TensorInfo[] => {
      const view = views[kernelName];
      if (view) return view(call);
      const results = dispatch(eager, kernelName, call);
      return results.length === 1 && !MANY.has(kernelName) ? results[0]! : results;
    };
    tf.registerKernel({ kernelName, backendName: BACKEND_NAME, kernelFunc: run as unknown as tf.KernelFunc });
  }
  noteFusedAttributes(BACKEND_NAME);
}

/** Kernels whose callers expect a list, even of one. */
const MANY = new Set(['SplitV', 'Unpack', 'RaggedGather']);

function dispatch(eager: EagerRunner, kernel: string, { inputs, attrs, backend }: Call): tf.TensorInfo[] {
  const lower = table[kernel];
  const call = { inputs, attributes: attrs ?? {} };
  if (backend.trace) return backend.trace.apply(kernel, lower, call);
  return (lower && eager.run(backend, kernel, lower, call)) ?? runOnHost(backend, kernel, call);
}
