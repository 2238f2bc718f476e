import { check } from '../../testing/check';

const HEAD = `import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, input_shape=(20,))])
x = np.zeros((64, 20))
`;

describe("losses and steps of a program's own", () => {
  it('are called with a batch of targets and of outputs', async () => {
    await check(`${HEAD}

def weighted(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred) * tf.constant([[1.0, 2.0, 3.0]]))
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch


model.compile('adam', weighted)
model.fit(x, np.zeros((64, 4)))
`);
  });

  it('stand beside targets of one number a sample as columns do', async () => {
    await check(`${HEAD}
single = keras.Sequential([keras.layers.Dense(1, input_shape=(20,))])


def pairs(y_true, y_pred):
    return tf.reduce_mean(tf.concat([y_true, y_pred], axis=1))


def anything(y_true, y_pred):
    return tf.reduce_mean(y_pred[:, 0:2] - y_pred[:, 2:4])


single.compile('adam', pairs, metrics=[pairs])
single.fit(x, np.zeros((64,)))
model.compile('adam', anything)
model.fit(x, np.zeros((64,)))
`);
  });

  it('hold losses that are called to the shapes of their outputs', async () => {
    await check(`import tensorflow as tf
from tensorflow import keras

numbers = tf.zeros((64, 100), tf.int32)
logits = tf.zeros((64, 100, 65))
a = keras.losses.categorical_crossentropy(numbers, logits)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(numbers, logits)
c = keras.losses.SparseCategoricalCrossentropy()(tf.zeros((32,)), tf.zeros((64, 10)))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = keras.losses.mse(tf.zeros((64, 1)), tf.zeros((64, 10)))
`);
  });

  it('takes the place of the library in fit, with a batch of its data', async () => {
    await check(`${HEAD}

class Doubled(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(4)

    def call(self, x):
        return self.dense(x)

    def train_step(self, data):
        x, y = data
        return {'loss': tf.reduce_mean(tf.matmul(self(x), tf.zeros((5, 2))))}
#                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch


doubled = Doubled()
doubled.compile('adam')
doubled.fit(x, np.zeros((64, 7)))
`);
  });

  it('needs as many weights as samples, and none for validation', async () => {
    await check(`${HEAD}
y = np.zeros((64, 4))
model.compile('adam', 'mse')
model.fit(x, y, sample_weight=np.ones(64), validation_data=(x[:9], y[:9]))
model.fit(x, y, sample_weight=np.ones(63))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`);
  });
});
