import * as tf from '@tensorflow/tfjs';

const clip = tf.input({ shape: [8, 24, 24, 1] });
const early = tf.layers.conv3d({ filters: 4, kernelSize: [3, 5, 5], activation: 'relu' }).apply(clip);
const smaller = tf.layers.maxPooling3d({ poolSize: [1, 2, 2] }).apply(early);
const late = tf.layers.conv3d({ filters: 8, kernelSize: 3, padding: 'same' }).apply(smaller);
const pooled = tf.layers.averagePooling3d({ poolSize: 2, strides: [2, 2, 2] }).apply(late);
const flat = tf.layers.flatten().apply(pooled) as tf.SymbolicTensor;
const action = tf.layers.dense({ units: 7, activation: 'softmax' }).apply(flat) as tf.SymbolicTensor;
const model = tf.model({ inputs: clip, outputs: action });

const video = tf.randomUniform([16, 24, 24, 1]);
const clips = video.reshape([2, 8, 24, 24, 1]);
const actions = model.predict(clips) as tf.Tensor2D;
const sorted = tf.topk(actions, 3);
const { indices } = sorted;

const motion = tf.tidy(() => {
  const before = video.slice([0, 0, 0, 0], [15, 24, 24, 1]);
  const after = video.slice([1, 0, 0, 0], [15, 24, 24, 1]);
  return after.sub(before).abs();
});
const moving = motion.mean([1, 2, 3]);
const filter = tf.ones([3, 3, 3, 1, 2]) as tf.Tensor5D;
const volume = tf.conv3d(clips as tf.Tensor5D, filter, 1, 'valid');
const shrunk = tf.maxPool3d(volume, [2, 2, 2], [2, 2, 2], 'valid');
const frames = tf.unstack(shrunk, 1);
const montage = tf.concat(frames, 2);
