import * as tf from '@tensorflow/tfjs';

type Example = { label: number; pixels: number[] };

const examples: Example[] = Array.from({ length: 9 }, (_, i) => ({ label: i % 3, pixels: new Array(6).fill(i) }));

function dataset(items: Example[]): [tf.Tensor2D, tf.Tensor1D] {
  const xs = tf.tensor2d(items.map(({ pixels }) => pixels));
  const ys = tf.tensor1d(items.map((item) => item.label), 'int32');
  return [xs, ys];
}

const [xs, ys] = dataset(examples);

function nearest(query: tf.Tensor1D, k = 3) {
  const difference = xs.sub(query);
  const distances = difference.square().sum(1).sqrt();
  const { values, indices } = tf.topk(distances.neg(), k);
  const labels = ys.gather(indices);
  return { values, labels };
}

const { values, labels } = nearest(tf.ones([6]));
const other = nearest(tf.zeros([6]), 2).labels;
