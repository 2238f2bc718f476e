/**
 * tfjs's fused ops (`tf.fused`, which its dense and convolutional layers call) hide their attributes in a closure, and
 * their own gradients refuse dilations and do not sum over broadcast axes. The kernel sees the attributes: they are
 * noted by the result's data, and the gradient, which is given the result, finds them there.
 */
import * as tf from '@tensorflow/tfjs-core';

const KERNELS = ['_FusedMatMul', 'FusedConv2D', 'FusedDepthwiseConv2D'];

const noted = new WeakMap<tf.DataId, object>();

/** Makes a backend's fused kernels note their attributes; once a backend, after its kernels are registered. */
export function noteFusedAttributes(backendName: string): void {
  for (const kernelName of KERNELS) {
    const { kernelFunc } = tf.getKernel(kernelName, backendName);
    tf.unregisterKernel(kernelName, backendName);
    const noting: tf.KernelFunc = (call) => {
      const result = kernelFunc(call) as tf.TensorInfo;
      noted.set(result.dataId, call.attrs ?? {});
      return result;
    };
    tf.registerKernel({ kernelName, backendName, kernelFunc: noting });
  }
}

/** The attributes of the fused kernel that made a tensor. */
export const attributesOf = ({ dataId }: tf.Tensor): object => noted.get(dataId) ?? {};
