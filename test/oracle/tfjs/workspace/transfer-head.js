const tf = require('@tensorflow/tfjs');

function backbone() {
  const model = tf.sequential({ name: 'backbone' });
  model.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 8, kernelSize: 3, strides: 2, activation: 'relu' }));
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.conv2d({ filters: 16, kernelSize: 3, strides: 2, activation: 'relu', name: 'features' }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 100, activation: 'softmax' }));
  return model;
}

const pretrained = backbone();
const cut = pretrained.getLayer('features');
const inputs = pretrained.inputs;
const outputs = pretrained.outputs;
const classes = outputs[0];
const extractor = tf.model({ inputs, outputs: cut.output });
for (const layer of extractor.layers) layer.trainable = false;

const head = tf.sequential({
  layers: [
    tf.layers.inputLayer({ inputShape: [7, 7, 16] }),
    tf.layers.globalAveragePooling2d({}),
    tf.layers.dropout({ rate: 0.2 }),
    tf.layers.dense({ units: 5, activation: 'softmax' }),
  ],
});
head.compile({ optimizer: tf.train.adam(1e-4), loss: 'categoricalCrossentropy' });

async function train() {
  const pictures = tf.randomUniform([6, 32, 32, 3]);
  const labels = tf.oneHot(tf.tensor1d([0, 1, 2, 3, 4, 0], 'int32'), 5);
  const features = extractor.predict(pictures);
  await head.fit(features, labels, { epochs: 2, batchSize: 3 });
  const [picture] = pictures.unstack();
  const scores = head.predict(extractor.predict(picture.expandDims(0)));
  const best = scores.argMax(-1);
  return best;
}
train();
