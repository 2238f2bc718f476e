import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

conv = lambda filters: layers.Conv2D(filters=filters, kernel_size=3, padding='same', activation='relu')


def down(x, filters):
    skip = conv(filters)(x)
    smaller = layers.MaxPooling2D(pool_size=2)(skip)
    return {'skip': skip, 'smaller': smaller}


def up(x, skip, filters):
    larger = layers.UpSampling2D(size=(2, 2))(x)
    merged = layers.Concatenate(axis=-1)([larger, skip])
    return conv(filters)(merged)


input = keras.Input(shape=(32, 32, 3))
skips = []
x = input
for filters in [4, 8]:
    made = down(x, filters)
    skips.append(made['skip'])
    x = made['smaller']
x = conv(16)(x)
for filters in [8, 4]:
    x = up(x, skips.pop(), filters)
mask = layers.Conv2D(filters=1, kernel_size=1, activation='sigmoid')(x)
model = keras.Model(inputs=input, outputs=mask)
prediction = model.predict(tf.zeros([1, 32, 32, 3]))
