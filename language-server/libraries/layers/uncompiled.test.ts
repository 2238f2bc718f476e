import { check } from '../../testing/check';

const HEAD = `import numpy as np
from keras import Model, Sequential
from keras.layers import Dense

x, y = np.zeros((8, 4)), np.zeros((8, 1))


def network():
    return Sequential([Dense(1, input_shape=(4,))])


def prepared(model):
    model.compile('adam', 'mse')
    return model


`;

describe('a model that is not compiled', () => {
  it('can predict, but neither learn nor be measured', () =>
    check(`${HEAD}model = network()
model.predict(x)
h = model.fit(x, y)
#   ^^^^^^^^^^^^^^^ argument-mismatch
h = model.evaluate(x, y)
#   ^^^^^^^^^^^^^^^^^^^^ argument-mismatch
`));

  it('is none where some path compiles it, unseen code may, or it is a class of the program', () =>
    check(`${HEAD}import sys
from elsewhere import ready


class Own(Model):
    def train_step(self, data):
        return {}


class Trainer:
    def __init__(self):
        self.model = network()

    def setup(self):
        self.model.compile('adam', 'mse')

    def train(self):
        self.model.fit(x, y)


prepared(network()).fit(x, y)
Own().fit(x, y)
model = network()
if len(sys.argv) > 1:
    model.compile('adam', 'mse')
model.fit(x, y)
other = network()
ready(other)
other.fit(x, y)
`));
});
