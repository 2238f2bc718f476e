import { check } from '../../testing/check';

const HEAD = `import numpy as np
import tensorflow as tf
from keras import Model, Sequential
from keras.layers import Dense

x, y = np.zeros((8, 4)), np.zeros((8, 1))
model = Sequential([Dense(1, input_shape=(4,))])


def inputs():
    while True:
        yield x


def pairs():
    while True:
        yield x, y


`;

describe('fit without targets', () => {
  it('crashes where the loss compares with them, whatever gives the inputs', () =>
    check(`${HEAD}model.compile('adam', 'mse')
h = model.fit(x)
#   ^^^^^^^^^^^^ argument-mismatch
h = model.fit(inputs(), steps_per_epoch=3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
h = model.fit(tf.data.Dataset.from_tensor_slices(x).batch(2))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
`));

  it('runs where there are some, or nothing asks for them', () =>
    check(`${HEAD}class Own(Model):
    def train_step(self, data):
        return {}

model.compile('adam', 'mse')
model.fit(x, y)
model.fit(pairs(), steps_per_epoch=3)
model.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(2))
own = Own()
own.compile('adam', 'mse')
own.fit(x)
lossless = Sequential([Dense(1, input_shape=(4,))])
lossless.add_loss(lambda: 0.0)
lossless.compile('adam')
lossless.fit(x)
`));
});
