/** What tfjs 4.22 has wrong, or lacks, put right: gradients on every backend, kernels of its cpu backend. */
import * as tf from '@tensorflow/tfjs-core';
import { kernels } from './cpu/kernels.generated';
import { gradients } from './gradients/gradients.generated';
import { noteFusedAttributes } from './gradients/support/fused';

/** Registers our gradients over tfjs's. */
export function correctGradients(): void {
  for (const gradient of gradients) tf.registerGradient(gradient);
}

/** Registers our kernels over those of tfjs's cpu backend. */
export function correctCpuKernels(): void {
  for (const { kernelName, correct } of kernels) {
    const { kernelFunc } = tf.getKernel(kernelName, 'cpu');
    tf.unregisterKernel(kernelName, 'cpu');
    tf.registerKernel({ kernelName, backendName: 'cpu', kernelFunc: correct(kernelFunc) });
  }
  noteFusedAttributes('cpu');
}
