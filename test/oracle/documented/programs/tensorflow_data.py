import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.data import Dataset
from tensorflow.keras.preprocessing.image import ImageDataGenerator

x = np.zeros((10, 4, 3), dtype=np.float32)  #= (10, 4, 3)
y = np.zeros((10,), dtype=np.int32)  #= (10,)
whole = Dataset.from_tensor_slices((x, y))
for d0, d1 in whole.shuffle(10).cache().prefetch(2):
    e0, e1 = d0, d1  #= (4, 3) ()
for d2, d3 in whole.batch(5, drop_remainder=True).with_options(tf.data.Options()):
    e2, e3 = d2, d3  #= (5, 4, 3) (5,)
for d4 in Dataset.from_tensors(x):
    e4 = d4  #= (10, 4, 3)
for d5 in Dataset.range(6).batch(3, drop_remainder=True):
    e5 = d5  #= (3,)
for d6 in Dataset.zip((Dataset.from_tensor_slices(x), Dataset.from_tensor_slices(y))).take(3):
    d7, d8 = d6  #= (4, 3) ()
for d9, d10 in whole.filter(lambda a, b: b > 0).shard(2, 0).skip(1).repeat(2):
    e9, e10 = d9, d10  #= (4, 3) ()
for d11 in Dataset.from_tensor_slices(y).unique().ignore_errors().take_while(lambda a: a < 3):
    e11 = d11  #= ()
for d12, d13 in whole.map(lambda a, b: (tf.reshape(a, [12]), b)).batch(2).unbatch():
    e12, e13 = d12, d13  #= (4 * 3,) ()
for d14, (d15, d16) in whole.enumerate():
    e14, e15, e16 = d14, d15, d16  #= () (4, 3) ()
for d17 in Dataset.from_tensor_slices(x).padded_batch(5, drop_remainder=True):
    e17 = d17
for d18 in Dataset.from_tensor_slices(x).as_numpy_iterator():
    e18 = d18  #= (4, 3)
d19 = next(iter(Dataset.from_tensor_slices(x)))  #= (4, 3)
d20 = tf.zeros((len(whole), 2))  #= (10, 2)
count = whole.cardinality()


def rows():
    yield np.zeros((7,))


made = Dataset.from_generator(rows, output_signature=tf.TensorSpec(shape=(7,), dtype=tf.float32))
for d21 in made:
    e21 = d21  #= (7,)

pictures = np.zeros((20, 8, 6, 3))  #= (20, 8, 6, 3)
kinds = np.zeros((20, 2))  #= (20, 2)
generator = ImageDataGenerator(rescale=1 / 255)
generator.fit(pictures)
flow = generator.flow(pictures, kinds, batch_size=5)
d22, d23 = next(flow)  #= (batch, 8, 6, 3) (batch, 2)
d24, d25 = flow.next()  #= (batch, 8, 6, 3) (batch, 2)
d26, d27 = flow[0]  #= (batch, 8, 6, 3) (batch, 2)
for d28, d29 in flow:
    e28, e29 = d28, d29
flow.reset()
d30 = np.zeros(len(flow))
folder = generator.flow_from_directory('pictures', target_size=(9, 7), batch_size=4, class_mode='binary')
d31, d32 = next(folder)  #= (batch, 9, 7, 3) (batch,)
files = keras.utils.image_dataset_from_directory('pictures', image_size=(9, 7), batch_size=4)
for d33, d34 in files:
    pass
older = keras.preprocessing.image_dataset_from_directory('pictures', image_size=(9, 7), batch_size=4)
for d35, d36 in older:
    pass

loaded = keras.utils.load_img('a.png', target_size=(5, 6))
d37 = keras.utils.img_to_array(loaded)  #= (5, 6, 3)
d38 = keras.preprocessing.image.img_to_array(keras.preprocessing.image.load_img('a.png', target_size=(7, 8)))  #= (7, 8, 3)

# The sizes that the sets have.
(d40, d41), (d42, d43) = keras.datasets.mnist.load_data()  #= (60000, 28, 28) (60000,) (10000, 28, 28) (10000,)
(d44, d45), (d46, d47) = keras.datasets.fashion_mnist.load_data()  #= (60000, 28, 28) (60000,) (10000, 28, 28) (10000,)
(d48, d49), (d50, d51) = keras.datasets.cifar10.load_data()  #= (50000, 32, 32, 3) (50000, 1) (10000, 32, 32, 3) (10000, 1)
(d52, d53), (d54, d55) = keras.datasets.cifar100.load_data()  #= (50000, 32, 32, 3) (50000, 1) (10000, 32, 32, 3) (10000, 1)
(d56, d57), (d58, d59) = keras.datasets.imdb.load_data(num_words=1000)  #= (25000,) (25000,)
(d60, d61), (d62, d63) = keras.datasets.reuters.load_data()  #= (8982,) (2246,)
(d64, d65), (d66, d67) = keras.datasets.boston_housing.load_data()  #= (404, 13) (404,) (102, 13) (102,)
d68 = keras.utils.pad_sequences(d56, maxlen=50)  #= (samples, 50)
d69 = keras.preprocessing.sequence.pad_sequences([[1, 2], [3]], maxlen=5)  #= (2, 5)
d70 = keras.utils.to_categorical(d41, 10)  #= (60000, 10)
older = Dataset.from_generator(rows, (tf.float32, tf.int32), (tf.TensorShape([7, None]), ()))
d40, d41 = next(iter(older))  #= (7, n) ()
for d42 in Dataset.from_generator(rows, tf.float32):
    e42 = d42  #= (7,)
