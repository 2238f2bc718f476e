import * as tf from '@tensorflow/tfjs';

const model = tf.sequential({
  layers: [
    tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 5 }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.dense({ units: 10 }),
  ],
});
model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
const images = tf.zeros([16, 784]);
model.predict(images);
//> shape-mismatch: model.predict gets data of shape (16, 784), but needs (B, 28, 28, 1), where the first axis is the batch: reshape the data to (16, 28, 28, 1).
//>   line 11: the input of shape (16, 784) comes from here
model.fit(tf.zeros([16, 28, 28, 1]), tf.zeros([16, 10]));
//> shape-mismatch: model.fit gets targets of shape (16, 10) for an output of shape (16, 12, 12, 10) with categoricalCrossentropy, but needs targets of shape (16, 12, 12, 10): flatten what the last layer gets with tf.layers.flatten().
//>   line 13: the input of shape (16, 10) comes from here
