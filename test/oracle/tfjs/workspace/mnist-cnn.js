const tf = require('@tensorflow/tfjs');

const IMAGE = 28;
const CLASSES = 10;

function createModel() {
  const model = tf.sequential();
  model.add(
    tf.layers.conv2d({ inputShape: [IMAGE, IMAGE, 1], kernelSize: 5, filters: 8, strides: 1, activation: 'relu' }),
  );
  model.add(tf.layers.maxPooling2d({ poolSize: [2, 2], strides: [2, 2] }));
  model.add(tf.layers.conv2d({ kernelSize: 5, filters: 16, activation: 'relu' }));
  model.add(tf.layers.maxPooling2d({ poolSize: [2, 2], strides: [2, 2] }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: CLASSES, activation: 'softmax' }));
  model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

async function run() {
  const model = createModel();
  const images = tf.randomUniform([8, IMAGE * IMAGE]);
  const xs = images.reshape([8, IMAGE, IMAGE, 1]);
  const labels = tf.tensor1d([3, 1, 4, 1, 5, 9, 2, 6], 'int32');
  const ys = tf.oneHot(labels, CLASSES);
  await model.fit(xs, ys, { epochs: 1, batchSize: 4, callbacks: { onEpochEnd: (epoch, logs) => console.log(epoch, logs) } });
  const probabilities = model.predict(xs);
  const guesses = probabilities.argMax(-1);
  const right = guesses.equal(labels).sum();
  return right;
}

run();
