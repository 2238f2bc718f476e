import { check } from '../testing/check';

const HEAD = 'from tensorflow import keras\nfrom tensorflow.keras import Model, Sequential, layers\n';

describe('probabilities-expected', () => {
  it('tells of a last layer without an activation, and of one that is not bounded', () =>
    check(`${HEAD}model = Sequential([layers.Dense(10, input_shape=(8,))])
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ probabilities-expected
model.compile('adam', 'sparse_categorical_crossentropy')
other = Sequential()
other.add(layers.Dense(1, input_shape=(8,)))
other.add(layers.Activation('relu'))
#         ^^^^^^^^^^^^^^^^^^^^^^^^^ probabilities-expected
other.compile(optimizer='adam', loss=keras.losses.binary_crossentropy)
x = layers.Input((8,))
last = layers.Dense(3, activation='tanh')
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ probabilities-expected
third = Model(x, last(x))
third.compile('sgd', loss='categorical_crossentropy')
`));

  it('is silent where they are probabilities, logits that the loss is told of, or where it is not known', () =>
    check(`${HEAD}import sys
from tensorflow.keras.losses import SparseCategoricalCrossentropy
loss = SparseCategoricalCrossentropy(from_logits=True, reduction='none')
logits = Sequential([layers.Dense(10, input_shape=(8,))])
logits.compile('adam', loss)
logits.compile('adam', keras.losses.BinaryCrossentropy(from_logits=True))
logits.compile('adam', 'mse')
for name in ['sigmoid', 'softmax', 'hard_sigmoid', sys.argv[1]]:
    model = Sequential([layers.Dense(10, input_shape=(8,), activation=name)])
    model.compile('adam', 'categorical_crossentropy')
    model.compile('adam', 'binary_crossentropy')
last = Sequential([layers.Dense(10, input_shape=(8,)), layers.Softmax()])
last.compile('adam', 'categorical_crossentropy')
last = Sequential([layers.Dense(10, input_shape=(8,)), layers.Lambda(lambda x: keras.activations.softmax(x))])
last.compile('adam', 'categorical_crossentropy')
`));

  it('leaves models of own classes alone', () =>
    check(`${HEAD}class Own(keras.Model):
    def train_step(self, data):
        return {}
x = layers.Input((8,))
model = Own(x, layers.Dense(1)(x))
model.compile('adam', 'binary_crossentropy')
`));
});
