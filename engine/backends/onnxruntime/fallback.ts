/** Kernels that onnxruntime cannot run (strings, ragged tensors, data-dependent shapes) by tfjs's CPU implementation. */
import * as tf from '@tensorflow/tfjs-core';
import type { OnnxruntimeBackend } from './backend';
import { cpuBackend } from './cpu';
import { noLowering } from './errors';
import { mapInputs, type KernelCall } from './kernel-call';

/** Runs a kernel on host values: tensors are lent to the CPU backend, and its results taken over. */
export function runOnHost(
  backend: OnnxruntimeBackend,
  kernel: string,
  { inputs, attributes }: KernelCall,
): tf.TensorInfo[] {
  const config = tf.getKernel(kernel, 'cpu') as tf.KernelConfig | undefined;
  if (!config) throw noLowering(kernel);
  const lent: tf.TensorInfo[] = [];
  const lend = (x: tf.TensorInfo): tf.TensorInfo => {
    const copy = lendToHost(backend, x);
    lent.push(copy);
    // Some of tfjs's kernels ask for the rank, which only a Tensor has.
    return Object.assign(copy, { rank: copy.shape.length });
  };
  try {
    const results = config.kernelFunc({
      inputs: mapInputs(inputs, lend) as tf.NamedTensorInfoMap,
      attrs: attributes as tf.NamedAttrMap,
      backend: cpuBackend(),
    });
    return [results].flat().map((result) => adopt(backend, result));
  } finally {
    for (const { dataId } of lent) cpuBackend().disposeData(dataId);
  }
}

function lendToHost(backend: OnnxruntimeBackend, { dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
  const host = cpuBackend();
  const content = backend.content(dataId);
  if (content.kind !== 'complex') {
    return host.makeTensorInfo(shape, dtype, backend.readSync(dataId));
  }
  const pair = host.makeTensorInfo(shape, dtype);
  host.data.get(pair.dataId).complexTensorInfos = {
    real: lendToHost(backend, content.real),
    imag: lendToHost(backend, content.imag),
  };
  return pair;
}

/** Takes over a tensor that the CPU backend made; the CPU backend's reference to it ends. */
function adopt(backend: OnnxruntimeBackend, { dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
  const host = cpuBackend();
  const { complexTensorInfos: pair, values } = host.data.get(dataId);
  const result = pair
    ? backend.make({ kind: 'complex', real: copy(backend, pair.real), imag: copy(backend, pair.imag) }, shape, dtype)
    : backend.make({ kind: 'host', values: values as Uint8Array[] }, shape, dtype);
  host.disposeData(dataId);
  return result;
}

/** A part of a complex tensor; the pair that it belongs to frees the original. */
const copy = (backend: OnnxruntimeBackend, { dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo =>
  backend.make({ kind: 'host', values: cpuBackend().data.get(dataId).values as Uint8Array[] }, shape, dtype);
