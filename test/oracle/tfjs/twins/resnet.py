import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def residual(x, filters, stride=1):
    y = layers.Conv2D(filters=filters, kernel_size=3, strides=stride, padding='same')(x)
    y = layers.BatchNormalization()(y)
    y = layers.Activation('relu')(y)
    y = layers.Conv2D(filters=filters, kernel_size=3, padding='same')(y)
    shortcut = x
    if stride != 1:
        shortcut = layers.Conv2D(filters=filters, kernel_size=1, strides=stride)(x)
    sum = layers.Add()([y, shortcut])
    return layers.ReLU()(sum)


input = keras.Input(shape=(24, 24, 8))
x = input
x = residual(x, 8)
x = residual(x, 16, 2)
x = residual(x, 16)
pooled = layers.GlobalMaxPooling2D()(x)
logits = layers.Dense(units=5)(pooled)
model = keras.Model(inputs=input, outputs=logits)
result = model.predict(tf.random.normal([2, 24, 24, 8]))
