import * as tf from '@tensorflow/tfjs';

const load = async (count) => {
  const images = tf.zeros([count, 4]);
  return { images, labels: tf.zeros([count, 1]) };
};

async function pair() {
  const [train, test] = await Promise.all([load(6), load(2)]);
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4] })] });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  const history = [];
  await model.fit(train.images, train.labels, {
    epochs: 2,
    verbose: 0,
    callbacks: {
      onBatchEnd: async (batch, logs) => {
        history.push(logs.loss);
        await tf.nextFrame();
      },
      onEpochEnd: () => {
        const guess = model.predict(test.images);
      },
    },
  });
  const losses = tf.tensor1d(history);
  const values = await train.images.data();
  const again = tf.tensor2d(values, [6, 4]);
  const rows = await test.images.array();
  const nested = tf.tensor2d(rows);
  const evaluated = model.evaluate(test.images, test.labels);
  return again;
}

pair()
  .then((result) => {
    const doubled = result.mul(2);
    return doubled;
  })
  .then((doubled) => {
    const sum = doubled.sum(0);
  })
  .finally(() => {
    const done = tf.scalar(1);
  });
