import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.models import Model, Sequential
`;

/** The shapes of the named targets; the names of symbols are the program's order of inputs. */
const shapes = async (body: string): Promise<string[]> =>
  (await shapesOf(HEAD + body)).map((each) => each.replace(/B(_\d+)?/g, 'B'));

describe('Keras', () => {
  it('layers give what they give in the functional API', async () => {
    const found = await shapes(`x = keras.Input(shape=(32, 32, 3))
a = layers.Conv2D(16, (3, 3), strides=2, padding='same')(x)
b = layers.Conv2D(8, 5)(a)
c = layers.DepthwiseConv2D(3, depth_multiplier=2)(b)
d = layers.Conv2DTranspose(4, 3, strides=2, padding='same')(c)
e = layers.MaxPooling2D()(d)
f = layers.ZeroPadding2D(((1, 2), (0, 1)))(e)
g = layers.UpSampling2D((2, 3))(f)
h = layers.GlobalAveragePooling2D()(g)
i = layers.RepeatVector(6)(h)
j = layers.Bidirectional(layers.LSTM(5, return_sequences=True))(i)
k = layers.TimeDistributed(layers.Dense(7))(j)
l = layers.GRU(9)(k)
m = layers.Reshape((3, -1))(l)
n = layers.Permute((2, 1))(m)
o = layers.Concatenate(axis=1)([n, m])
p = layers.Flatten()(o)
`);
    assert.deepEqual(found, [
      ...['x: (B, 32, 32, 3)', 'a: (B, 16, 16, 16)', 'b: (B, 12, 12, 8)', 'c: (B, 10, 10, 16)', 'd: (B, 20, 20, 4)'],
      ...['e: (B, 10, 10, 4)', 'f: (B, 13, 11, 4)', 'g: (B, 26, 33, 4)', 'h: (B, 4)', 'i: (B, 6, 4)', 'j: (B, 6, 10)'],
      ...['k: (B, 6, 7)', 'l: (B, 9)', 'm: (B, 3, 3)', 'n: (B, 3, 3)', 'o: (B, 6, 3)', 'p: (B, 18)'],
    ]);
  });

  it('layers that recur over images, in both directions and with their states', async () => {
    const found = await shapes(`x = layers.Input((10, 16, 16, 3))
a = layers.ConvLSTM2D(8, 3)(x)
b = layers.ConvLSTM2D(8, 3, strides=2, padding='same', return_sequences=True)(x)
c = layers.ConvLSTM1D(4, 3)(layers.Input((10, 16, 3)))
d, h, s = layers.ConvLSTM3D(4, 3, return_sequences=True, return_state=True)(layers.Input((10, 8, 8, 8, 3)))
e = layers.Bidirectional(layers.ConvLSTM2D(4, 3, return_sequences=True))(x)
f, g = layers.Bidirectional(layers.GRU(5), merge_mode=None)(layers.Input((7, 2)))
i, j, k, l, m = layers.Bidirectional(layers.LSTM(5, return_state=True))(layers.Input((7, 2)))
`);
    assert.deepEqual(found, [
      ...['x: (B, 10, 16, 16, 3)', 'a: (B, 14, 14, 8)', 'b: (B, 10, 8, 8, 8)', 'c: (B, 14, 4)'],
      ...['d: (B, 10, 6, 6, 6, 4)', 'h: (B, 6, 6, 6, 4)', 's: (B, 6, 6, 6, 4)', 'e: (B, 10, 14, 14, 8)'],
      ...['f: (B, 5)', 'g: (B, 5)', 'i: (B, 10)', 'j: (B, 5)', 'k: (B, 5)', 'l: (B, 5)', 'm: (B, 5)'],
    ]);
  });

  it('merge of Keras 1 joins, adds and multiplies by its mode', async () => {
    const found = await shapes(`from keras.layers import merge
x, y = layers.Input((6, 8)), layers.Input((5, 8))
a = merge([x, y], mode='concat', concat_axis=1)
b = merge([x, y], mode='dot', dot_axes=[2, 2])
c = merge([x, x], mode='mul')
`);
    assert.deepEqual(found.slice(-3), ['a: (B, 11, 8)', 'b: (B, 6, 5)', 'c: (B, 6, 8)']);
  });

  it('losses and targets of several outputs go by the names of their layers', () =>
    check(`${HEAD}x = layers.Input((32,))
kind = layers.Dense(10, activation='softmax', name='kind')(x)
size = layers.Dense(1, name='size')(x)
model = Model(x, [kind, size])
model.compile('adam', loss={'size': 'mse', 'kind': 'categorical_crossentropy'})
model.fit(np.zeros((50, 32)), {'kind': np.zeros((50, 10)), 'size': np.zeros((50, 1))})
h = model.fit(np.zeros((50, 32)), {'size': np.zeros((50, 1)), 'kind': np.zeros((50, 9))})
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
h = model.fit(np.zeros((50, 32)), [np.zeros((50, 9)), np.zeros((50, 1))])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('a model gives its output for what it is called with', async () => {
    const found = await shapes(`inputs = keras.Input((None, 8))
model = Model(inputs, layers.Dense(4)(layers.Conv1D(6, 3, padding='valid')(inputs)))
y = model(tf.zeros((2, 12, 8)))
z = model.predict(tf.zeros((50, 9, 8)))
`);
    assert.deepEqual(found.slice(-2), ['y: (2, 10, 4)', 'z: (50, 7, 4)']);
  });

  it('a subclass is run by its call', async () => {
    const found = await shapes(`class Net(keras.Model):
    def __init__(self, width):
        super().__init__()
        self.a = layers.Dense(width)
        self.b = layers.Dense(3)

    def call(self, x, training=False):
        h = self.a(x)
        return self.b(h)

y = Net(16)(tf.random.normal((5, 7)))
`);
    assert.deepEqual(found, ['h: (5, 16)', 'return: (5, 3)', 'y: (5, 3)']);
  });

  it('a network of the library, cut off and continued', async () => {
    const found = await shapes(`base = keras.applications.ResNet50(include_top=False, input_shape=(224, 224, 3))
x = layers.GlobalAveragePooling2D()(base.output)
y = layers.Dense(5)(x)
model = Model(inputs=base.input, outputs=y)
z = model(tf.zeros((2, 224, 224, 3)))
`);
    assert.deepEqual(found, ['x: (B, 2048)', 'y: (B, 5)', 'z: (2, 5)']);
  });

  it('reports a layer that does not fit, at the layer', () =>
    check(`${HEAD}model = Sequential([
    layers.Dense(64, input_shape=(784,)),
    layers.Reshape((8, 9)),
#   ^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
])
x = keras.Input((20, 20, 1))
a = layers.Conv2D(4, 3)(x)
b = layers.add([a, x])
#   ^^^^^^^^^^^^^^^^^^ shape-mismatch
c = layers.LSTM(3)(a)
#   ^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('reports data that the model or its loss cannot take, where it is fitted', () =>
    check(
      `${HEAD}(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
model = Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10, activation='softmax')])
model.compile('adam', loss='categorical_crossentropy')
model.fit(x_train, y_train)
# <- a comment between
model.fit(x_train, keras.utils.to_categorical(y_train, 10), epochs=2)
model.compile('adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train, batch_size=32)
model.evaluate(x_test, y_test)
`.replace('# <- a comment between', '^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch'),
    ));

  it('takes what Keras adjusts by itself: a channel that is missing or too much', () =>
    check(`${HEAD}(x, y), _ = keras.datasets.mnist.load_data()
model = Sequential([layers.Conv2D(4, 3, input_shape=(28, 28, 1)), layers.Flatten(), layers.Dense(10)])
model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(x, y)
model.fit(x[..., None], y)
`));

  it('holds a loss that is made with settings to the shapes of its function', async () => {
    const program = (loss: string, last: string, y: string): string => `${HEAD}x = np.zeros((60, 28, 28, 1))
y = np.zeros(${y})
model = Sequential([layers.Conv2D(4, 3, input_shape=(28, 28, 1)), ${last}layers.Dense(10)])
model.compile(loss=keras.losses.${loss})
model.fit(x, y)
`;
    const mark = `${'^'.repeat('model.fit(x, y)'.length)} shape-mismatch\n`;
    for (const [loss, y, fits] of [
      ['SparseCategoricalCrossentropy(from_logits=True)', '(60,)', true],
      ['SparseCategoricalCrossentropy()', '(60, 1)', true],
      ['SparseCategoricalCrossentropy()', '(60, 10)', false],
      ['CategoricalCrossentropy()', '(60,)', false],
      ['CategoricalCrossentropy(label_smoothing=0.1)', '(60, 10)', true],
      ['MeanSquaredError()', '(60, 3)', false],
    ] as const)
      await check(`${program(loss, 'layers.Flatten(), ', y)}${fits ? '' : mark}`);
    await check(`${program('SparseCategoricalCrossentropy()', '', '(60,)')}${mark}`);
    await check(program('SparseCategoricalCrossentropy()', '', '(60, 26, 26)'));
  });
});

describe('TensorFlow', () => {
  it('operations give what they give', async () => {
    const found = await shapes(`a = tf.zeros((2, 3, 4))
b = tf.transpose(a, perm=[0, 2, 1])
c = tf.matmul(a, b)
d = tf.matmul(a, a, transpose_b=True)
e = tf.reduce_mean(a, axis=[1, 2])
f = tf.concat([a, a], axis=-1)
g = tf.reshape(a, (-1, 4))
h = tf.expand_dims(g, 0)
i, j = tf.split(a, 2, axis=2)
k = tf.gather(g, tf.constant([0, 2]))
l = tf.one_hot(tf.argmax(a, axis=-1), 4)
m = tf.nn.relu(a + tf.ones(4))
n = tf.reshape(a, [tf.shape(a)[0], -1])
`);
    assert.deepEqual(found, [
      ...['a: (2, 3, 4)', 'b: (2, 4, 3)', 'c: (2, 3, 3)', 'd: (2, 3, 3)', 'e: (2,)', 'f: (2, 3, 8)', 'g: (6, 4)'],
      ...['h: (1, 6, 4)', 'i: (2, 3, 2)', 'j: (2, 3, 2)', 'k: (2, 4)', 'l: (2, 3, 4)', 'm: (2, 3, 4)', 'n: (2, 12)'],
    ]);
  });

  it('placeholders of TensorFlow 1 are sizes that are not known', async () => {
    const found = await shapes(`x = tf.placeholder(tf.float32, [None, 784])
w = tf.Variable(tf.zeros([784, 10]))
y = tf.nn.softmax(tf.matmul(x, w) + tf.Variable(tf.zeros([10])))
`);
    assert.deepEqual(found, ['x: (B, 784)', 'w: (784, 10)', 'y: (B, 10)']);
  });
});
