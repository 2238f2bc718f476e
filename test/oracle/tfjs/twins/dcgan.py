import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

LATENT = 20


def build_generator():
    cnn = keras.Sequential()
    cnn.add(layers.Dense(units=4 * 4 * 12, input_shape=(LATENT,), activation='relu'))
    cnn.add(layers.Reshape(target_shape=(4, 4, 12)))
    cnn.add(layers.Conv2DTranspose(filters=6, kernel_size=5, strides=1, padding='valid'))
    cnn.add(layers.BatchNormalization())
    cnn.add(layers.Conv2DTranspose(filters=3, kernel_size=4, strides=2, padding='same'))
    latent = keras.Input(shape=(LATENT,))
    fake = cnn(latent)
    return keras.Model(inputs=latent, outputs=fake)


def build_discriminator():
    cnn = keras.Sequential()
    cnn.add(layers.Conv2D(filters=4, kernel_size=3, padding='same', strides=2, input_shape=(16, 16, 3)))
    cnn.add(layers.LeakyReLU(0.2))
    cnn.add(layers.Dropout(rate=0.3))
    cnn.add(layers.Flatten())
    cnn.add(layers.Dense(units=1, activation='sigmoid'))
    cnn.compile(optimizer=keras.optimizers.Adam(0.0002, 0.5), loss='binary_crossentropy')
    return cnn


generator = build_generator()
discriminator = build_discriminator()
noise = tf.random.normal([6, LATENT])
images = generator.predict(noise)
verdict = discriminator.predict(images)
real = tf.zeros([6, 16, 16, 3])
x = tf.concat([real, images], axis=-4)
y = tf.concat([tf.multiply(tf.ones([6, 1]), 0.9), tf.zeros([6, 1])], axis=-2)
discriminator.train_on_batch(x, y)
