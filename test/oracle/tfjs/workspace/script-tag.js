const status = { epochs: 0 };

const model = tf.sequential();
model.add(tf.layers.dense({ units: 3, inputShape: [2], activation: 'softmax' }));
model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });

const features = tf.tensor2d([[1, 2], [3, 4], [5, 6]]);
const classes = tf.tensor2d([[0], [1], [2]]);

(async () => {
  const history = await model.fit(features, classes, { epochs: 1 });
  status.epochs += history.epoch.length;
  const best = model.predict(features).argMax(1);
  const column = best.reshape([-1, 1]);
})();
