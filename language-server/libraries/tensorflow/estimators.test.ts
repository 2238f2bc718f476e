import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import numpy as np
import tensorflow as tf
pictures, digits = np.zeros((50, 784), dtype=np.float32), np.zeros((50,), dtype=np.int32)
`;

describe('estimators', () => {
  it('give batches to the function of a model, whose crashes are told', () =>
    check(`${HEAD}def network(features, labels, mode, params):
    flat = features['x']
    wide = tf.reshape(flat, [-1, 28, 28, 1])
    good = tf.layers.conv2d(wide, params['filters'], 5)
    bad = tf.layers.conv2d(flat, params['filters'], 5)
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
    return tf.estimator.EstimatorSpec(mode, predictions=good)
model = tf.estimator.Estimator(network, params={'filters': 8})
model.train(tf.estimator.inputs.numpy_input_fn({'x': pictures}, digits, batch_size=16, shuffle=True), steps=5)
`));

  it('take what a function of inputs gives, and leave the labels out where they predict', async () => {
    const found = await shapesOf(`${HEAD}def network(features, labels, mode):
    logits = tf.layers.dense(features, 10)
    if mode == tf.estimator.ModeKeys.PREDICT:
        return tf.estimator.EstimatorSpec(mode, predictions=logits)
    loss = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
    return tf.estimator.EstimatorSpec(mode, loss=tf.reduce_mean(loss))
def whole():
    return tf.constant(pictures), tf.constant(digits)
def parts():
    return tf.data.Dataset.from_tensor_slices((pictures, digits)).batch(10)
def unlabelled():
    return tf.constant(pictures[:7])
model = tf.estimator.Estimator(model_fn=network)
model.train(input_fn=whole).evaluate(input_fn=lambda: parts())
for each in model.predict(unlabelled):
    pass
`);
    assert.deepEqual(
      found.filter((each) => /^(logits|loss):/.test(each)),
      ['logits: (50, 10)', 'logits: (10, 10)', 'logits: (7, 10)', 'loss: (50,)', 'loss: (10,)'],
    );
  });
});
