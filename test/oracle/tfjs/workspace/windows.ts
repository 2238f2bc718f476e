import * as tf from '@tensorflow/tfjs';

interface Batch {
  xs: tf.Tensor3D;
  ys: tf.Tensor2D;
}

const series: number[][] = [];
for (let i = 0; i < 60; i++) series.push([Math.sin(i / 10), Math.cos(i / 7), i / 60]);

function* windows(length: number, batch: number, end: number): Generator<Batch> {
  let row = length;
  while (row + batch < end) {
    const samples = tf.buffer([batch, length, series[0].length]);
    const targets = tf.buffer([batch, 1]);
    for (let n = 0; n < batch; n++, row++) {
      for (let at = 0; at < length; at++) samples.set(series[row - length + at][0], n, at, 0);
      targets.set(series[row][1], n, 0);
    }
    yield { xs: samples.toTensor() as tf.Tensor3D, ys: targets.toTensor() as tf.Tensor2D };
  }
}

function* sizes(count: number) {
  for (let i = 0; i < count; i++) yield { size: i + 1, made: tf.zeros([i + 1, count]) };
}

const { xs, ys } = windows(6, 4, 40).next().value as Batch;
const model = tf.sequential({ layers: [tf.layers.gru({ units: 5, inputShape: [6, 3] }), tf.layers.dense({ units: 1 })] });
const predicted = model.predict(xs) as tf.Tensor2D;
const errors = predicted.sub(ys).abs();
for (const batch of windows(6, 4, 40)) {
  const difference = (model.predict(batch.xs) as tf.Tensor).sub(batch.ys);
  difference.dispose();
}
const iterator = sizes(3);
const first = iterator.next();
const second = iterator.next();
const grown = tf.concat([first.value!.made, second.value!.made], 0);
const left = [...iterator];
const last = tf.ones([left.length, left[0].size]);
