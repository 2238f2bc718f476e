import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def gram(features):
    _, height, width, channels = features.shape
    flat = tf.reshape(features, [height * width, channels])
    return tf.matmul(flat, flat, True, False) / (height * width)


base = keras.Sequential(
    layers=[
        layers.Conv2D(input_shape=(20, 20, 3), filters=4, kernel_size=3, name='style'),
        layers.MaxPooling2D(pool_size=2),
        layers.Conv2D(filters=8, kernel_size=3, name='content'),
    ],
)
image = tf.random.uniform([1, 20, 20, 3])
features = base.predict(image)
matrix = gram(features)
noise = tf.Variable(tf.random.normal([1, 20, 20, 3]))
loss = lambda: tf.reduce_mean(tf.square(matrix - gram(base(noise))))
mirrored = tf.concat([tf.reverse(image, [2]), image], 2)
