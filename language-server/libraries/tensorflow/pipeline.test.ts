import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
`;

const shapes = (body: string): Promise<string[]> => shapesOf(HEAD + body);

describe('data sets of TensorFlow', () => {
  it('elements, batches and what functions make of them', async () => {
    const found = await shapes(`images, labels = np.zeros((50, 28, 28)), np.zeros((50,), dtype=np.int64)
ds = tf.data.Dataset.from_tensor_slices((images, labels))
for x, y in ds.take(1):
    a, b = x, y
for x, y in ds.shuffle(10).batch(16, drop_remainder=True).prefetch(tf.data.AUTOTUNE):
    c, d = x, y
for x, y in ds.batch(25).map(lambda x, y: (tf.reshape(x, (25, 784)), tf.one_hot(y, 10))):
    e, f = x, y
g, h = next(iter(ds.map(lambda x, y: (x[..., None] / 255.0, y)).batch(16)))
i, j = next(iter(ds.repeat().batch(8)))
k = next(iter(tf.data.Dataset.zip((ds, tf.data.Dataset.range(50)))))[1]
`);
    assert.deepEqual(
      found.slice(2).map((each) => each.replace(/n\d+/, 'n')),
      [
        ...['a: (28, 28)', 'b: ()', 'c: (16, 28, 28)', 'd: (16,)', 'e: (25, 784)', 'f: (25, 10)'],
        ...['g: (n, 28, 28, 1)', 'h: (n,)', 'i: (8, 28, 28)', 'j: (8,)', 'k: ()'],
      ],
    );
  });

  it('that never end have whole batches only', async () => {
    const found = await shapes(`ds = tf.data.Dataset.from_tensor_slices(np.zeros((50, 3)))
for a in ds.repeat().shuffle(9).map(lambda x: x * 2).batch(16).prefetch(1).take(20):
    b = a * 1
for a in tf.data.Dataset.zip((ds.repeat(-1), ds.repeat())).filter(lambda x, y: True).batch(16):
    c = a[1] * 1
for a in ds.repeat().take(40).batch(16):
    d = a * 1
for a in ds.repeat(3).batch(16):
    e = a * 1
for a in tf.data.Dataset.zip((ds.repeat(), ds)).batch(16):
    f = a[1] * 1
`);
    assert.deepEqual(found.slice(1), ['b: (16, 3)', 'c: (16, 3)', 'd: ?', 'e: ?', 'f: ?']);
  });

  it('are read by the iterators of TensorFlow 1', async () => {
    const found = await shapes(`ds = tf.data.Dataset.from_tensor_slices((np.zeros((50, 784)), np.zeros(50)))
it = ds.map(lambda *pair: (tf.reshape(pair[0], [28, 28, 1]), tf.one_hot(tf.cast(pair[1], tf.int32), 10))).batch(25).make_initializable_iterator()
a, b = it.get_next()
c, d = tf.compat.v1.data.make_one_shot_iterator(ds.repeat().batch(8)).get_next()
def first(whole):
    x, y = whole.batch(16).make_one_shot_iterator().get_next()
    e = x[:, 0] + y
first(ds)
`);
    assert.deepEqual(
      found.filter((each) => /^[a-e]:/.test(each)).map((each) => each.replace(/\bn\d+/g, 'n')),
      ['a: (25, 28, 28, 1)', 'b: (25, 10)', 'c: (8, 784)', 'd: (8,)', 'e: (n,)'],
    );
  });

  it('reach the model and its loss', async () => {
    await check(`${HEAD}x, y = np.zeros((60, 20)), np.zeros((60, 5))
model = keras.Sequential([keras.Input((20,)), layers.Dense(5, activation='softmax')])
model.compile(loss='categorical_crossentropy')
good = tf.data.Dataset.from_tensor_slices((x, y)).batch(10)
wide = tf.data.Dataset.from_tensor_slices((np.zeros((60, 21)), y)).batch(10)
few = tf.data.Dataset.from_tensor_slices((x, np.zeros((60, 4)))).batch(10)
model.fit(good, validation_data=(x, y))
model.fit(good, epochs=2, validation_data=good)
model.evaluate(good)
model.fit(wide)
^^^^^^^^^^^^^^^ shape-mismatch
model.fit(few)
^^^^^^^^^^^^^^ shape-mismatch
model.fit(good, validation_data=(x[:, :19], y))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
model.fit(good, validation_data=few)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
tf.data.Dataset.from_tensor_slices((x, y[1:]))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`);
  });

  it('pictures from folders', async () => {
    await check(`${HEAD}from tensorflow.keras.preprocessing.image import ImageDataGenerator
train = ImageDataGenerator(rescale=1 / 255).flow_from_directory('train', target_size=(64, 64), class_mode='binary')
ds = keras.utils.image_dataset_from_directory('train', image_size=(64, 64), label_mode='categorical')
model = keras.Sequential([keras.Input((64, 64, 3)), layers.Flatten(), layers.Dense(1, activation='sigmoid')])
model.compile(loss='binary_crossentropy')
model.fit(train, epochs=2)
small = keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), layers.Dense(1)])
small.compile(loss='mse')
small.fit(train)
^^^^^^^^^^^^^^^^ shape-mismatch
small.fit(ds)
^^^^^^^^^^^^^ shape-mismatch
small.fit(train.next()[0][:, ::2, ::2], train.next()[1])
`);
  });

  it('what is not known is not told', async () => {
    const found = await shapes(`def some(x, y, f, n, flag):
    ds = tf.data.Dataset.from_tensor_slices((x, y))
    a = next(iter(ds.batch(8)))
    b = next(iter(ds.map(f)))
    c = next(iter(tf.data.Dataset.from_tensor_slices(np.zeros((8, 4))).map(f).batch(2)))
    d = next(iter(tf.data.Dataset.from_tensor_slices(np.zeros((8, 4))).apply(f)))
    e = keras.utils.image_dataset_from_directory(x, color_mode=f)
    g = next(iter(e))[0]
`);
    assert.deepEqual(
      found.filter((each) => !each.endsWith(': ?')),
      [],
    );
  });

  it('sizes of data sets that Keras downloads', async () => {
    const found = await shapes(`(a, b), (c, d) = keras.datasets.imdb.load_data(num_words=10000)
e = keras.preprocessing.sequence.pad_sequences(a, maxlen=200)
(f, g), _ = keras.datasets.boston_housing.load_data()
(h, i), _ = keras.datasets.cifar10.load_data()
`);
    assert.deepEqual(
      found.map((each) => each.replace(/samples/, 'n')),
      [
        ...['b: (25000,)', 'd: (25000,)', 'e: (n, 200)', 'f: (404, 13)', 'g: (404,)'],
        ...['h: (50000, 32, 32, 3)', 'i: (50000, 1)'],
      ],
    );
  });
});

describe('graphs of TensorFlow 1', () => {
  it('layers, windows and what is fed', async () => {
    await check(`import numpy as np
import tensorflow.compat.v1 as tf
tf.disable_v2_behavior()
x = tf.placeholder(tf.float32, [None, 784])
y = tf.placeholder(tf.float32, [None, 10])
image = tf.reshape(x, [-1, 28, 28, 1])
W = tf.Variable(tf.truncated_normal([5, 5, 1, 32], stddev=0.1))
b = tf.get_variable('b', shape=[32])
h = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(image, W, strides=[1, 1, 1, 1], padding='SAME'), b))
pool = tf.nn.max_pool(h, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='SAME')
flat = tf.reshape(pool, [-1, 14 * 14 * 32])
logits = tf.layers.dense(flat, 10)
V = tf.Variable(tf.truncated_normal([5, 5, 3, 8]))
tf.nn.conv2d(pool, V, strides=[1, 1, 1, 1], padding='SAME')
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
tf.matmul(flat, tf.Variable(tf.zeros([1000, 10])))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(logits, feed_dict={x: np.zeros((64, 784)), y: np.zeros((64, 10))})
    sess.run(logits, feed_dict={x: np.zeros((64, 28, 28))})
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
    sess.run(logits, {x: np.zeros((64, 784)), y: np.zeros((64, 9))})
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
    sess.run(logits, feed_dict={x: unknown, y: unknown})
`);
  });

  it('what is fed beside placeholders without a shape', () =>
    check(`import numpy as np
import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 8])
keep = tf.placeholder(tf.float32)
scale = tf.placeholder(tf.float32, [])
y = tf.nn.dropout(x, keep) * scale
with tf.Session() as sess:
    sess.run(y, feed_dict={x: np.zeros((4, 8)), keep: 0.5, scale: 2.0})
    sess.run(y, feed_dict={x: np.zeros(8), keep: 0.5, scale: 2.0})
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
    sess.run(y, feed_dict={x: np.zeros((4, 8)), keep: np.zeros((4, 8)), scale: np.zeros(1)})
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('shapes that are stated', () =>
    check(`import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 6])
x.set_shape([5, 6])
x.set_shape([None, None])
x.set_shape([5, 2, 3])
^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
x.set_shape([5, 7])
^^^^^^^^^^^^^^^^^^^ shape-mismatch
tf.placeholder(tf.float32).set_shape([3])
`));

  it('shapes of graphs', async () => {
    const found = await shapesOf(`import tensorflow as tf
x = tf.compat.v1.placeholder(tf.float32, [None, 32, 32, 3])
a = tf.layers.conv2d(x, 16, [3, 3], padding='same', activation=tf.nn.relu)
b = tf.layers.max_pooling2d(a, [2, 2], 2)
c = tf.layers.flatten(b)
d = tf.layers.dense(c, units=10)
e = tf.nn.avg_pool(a, 2, 2, 'VALID')
`);
    assert.deepEqual(found, [
      ...['x: (B, 32, 32, 3)', 'a: (B, 32, 32, 16)', 'b: (B, 16, 16, 16)', 'c: (B, 4096)', 'd: (B, 10)'],
      'e: (B, 16, 16, 16)',
    ]);
  });
});
