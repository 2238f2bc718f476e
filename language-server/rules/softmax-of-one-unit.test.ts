import assert from 'node:assert/strict';
import { analyze, check } from '../testing/check';

const HEAD = 'from tensorflow.keras import Input, Model, Sequential, layers\n';

describe('softmax-of-one-unit', () => {
  it('is told of once, and a sigmoid offered', async () => {
    const [finding] = await check(`${HEAD}import numpy as np
model = Sequential()
model.add(layers.Dense(16, input_shape=(8,)))
model.add(layers.Dense(1, activation="softmax"))
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ softmax-of-one-unit
model.compile('adam', 'binary_crossentropy')
model.fit(np.zeros((20, 8)), np.zeros((20, 1)))
model.predict(np.zeros((20, 8)))
`);
    assert.equal(finding!.fix?.edits[0]?.newText, '"sigmoid"');
  });

  it('is told of in the functional API and in TensorFlow.js', async () => {
    await check(`${HEAD}x = Input((8,))
y = layers.Dense(units=1, activation='softmax')(x)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ softmax-of-one-unit
`);
    const { findings } = await analyze(
      `const tf = require('@tensorflow/tfjs');
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4], activation: 'softmax' })] });
model.predict(tf.ones([2, 4]));
`,
      'javascript',
    );
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['softmax-of-one-unit'],
    );
  });

  it('is told of a softmax by itself behind one unit', () =>
    check(`${HEAD}x = Input((5, 8))
score = layers.Dense(1, activation='tanh')(x)
weight = layers.Activation('softmax')(score)
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ softmax-of-one-unit
other = layers.Softmax()(layers.Conv1D(1, 3)(x))
#       ^^^^^^^^^^^^^^^^ softmax-of-one-unit
model = Sequential([layers.Dense(1, input_shape=(8,))])
model.add(layers.Activation('softmax'))
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ softmax-of-one-unit
`));

  it('is silent about a softmax along another axis, or over a sequence of one place', () =>
    check(`${HEAD}x = Input((1, 8))
score = layers.Dense(1)(x)
a = layers.Softmax(axis=1)(score)
b = layers.Activation('softmax')(layers.Flatten()(score))
c = layers.Activation('relu')(score)
d = layers.Activation('softmax')(Input((1,)))
`));

  it('is silent about several units, and units that are not known', () =>
    check(`${HEAD}import sys
x = Input((8,))
a = layers.Dense(2, activation='softmax')(x)
b = layers.Dense(1, activation='sigmoid')(x)
c = layers.Dense(1)(x)
d = layers.Dense(int(sys.argv[1]), activation='softmax')(x)
`));
});
