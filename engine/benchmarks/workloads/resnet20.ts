import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../losses/cross-entropy';
import { affine, dense, parameters } from '../dense';
import { filled, labels, noise, weight, type Workload } from '../workload';

/** The share that a batch adds to the running mean and variance, as in PyTorch. */
const MOMENTUM = 0.1;
const EPSILON = 1e-5;

/** A convolution without bias and the batch normalization behind it. */
interface Conv {
  stride: number;
  kernel: tf.Variable;
  scale: tf.Variable;
  shift: tf.Variable;
  averages: [mean: tf.Variable, variance: tf.Variable];
}

/** A residual block (He et al. 2015); `skip` is there where the shape changes. */
interface Block {
  convs: [Conv, Conv];
  skip?: Conv;
}

const conv = (inputs: number, outputs: number, size: number, stride: number): Conv => ({
  stride,
  kernel: weight(size, size, inputs, outputs),
  scale: filled(1, outputs),
  shift: filled(0, outputs),
  averages: [filled(0, outputs), filled(1, outputs)],
});

const block = (inputs: number, outputs: number, stride: number): Block => ({
  convs: [conv(inputs, outputs, 3, stride), conv(outputs, outputs, 3, 1)],
  ...(inputs !== outputs && { skip: conv(inputs, outputs, 1, stride) }),
});

/** Training-mode batch normalization (Ioffe and Szegedy 2015): normalizes by the batch, moves the averages. */
function normalize({ scale, shift, averages }: Conv, x: tf.Tensor4D): tf.Tensor4D {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  averages.forEach((average, i) => {
    average.assign(tf.add(average, tf.mul(MOMENTUM, tf.sub(i === 0 ? mean : variance, average))));
  });
  return tf.add(tf.mul(tf.sub(x, mean), tf.mul(tf.rsqrt(tf.add(variance, EPSILON)), scale)), shift);
}

const apply = (layer: Conv, x: tf.Tensor4D): tf.Tensor4D =>
  normalize(layer, tf.conv2d(x, layer.kernel as tf.Tensor as tf.Tensor4D, layer.stride, 'same'));

function residual({ convs: [first, second], skip }: Block, x: tf.Tensor4D): tf.Tensor4D {
  return tf.relu(tf.add(apply(second, tf.relu(apply(first, x))), skip ? apply(skip, x) : x));
}

export const workload: Workload = {
  id: 'resnet20',
  title: 'ResNet-20 on 32×32, batch 32',
  build() {
    const stem = conv(3, 16, 3, 1);
    const widths = [16, 16, 16, 16, 32, 32, 32, 64, 64, 64];
    const blocks = widths.slice(1).map((width, i) => block(widths[i]!, width, width === widths[i] ? 1 : 2));
    const convs = [stem, ...blocks.flatMap(({ convs, skip }) => (skip ? [...convs, skip] : convs))];
    const head = dense(64, 10);
    return {
      variables: [...convs.flatMap(({ kernel, scale, shift }) => [kernel, scale, shift]), ...parameters(head)],
      inputs: { x: noise(32, 32, 32, 3), y: labels(32, 10) },
      loss({ x, y }) {
        const features = blocks.reduce((h, block) => residual(block, h), tf.relu(apply(stem, x as tf.Tensor4D)));
        return crossEntropy(affine(head[0]!, tf.mean(features, [1, 2])), y as tf.Tensor1D);
      },
    };
  },
};
