import math

import tensorflow as tf
from tensorflow.keras import Sequential, layers


def made(length, value):
    return [value(i) for i in range(length)]


series = made(40, lambda i: math.sin(i / 5))
WINDOW = 8


def windows(values, size):
    inputs = []
    targets = []
    for i in range(0, len(values) - size):
        inputs.append(values[i : i + size])
        targets.append(values[i + size])
    return inputs, targets


inputs, targets = windows(series, WINDOW)
flat = tf.reshape(tf.constant(inputs), [len(inputs), WINDOW])
xs = tf.reshape(flat, [-1, WINDOW, 1])
ys = tf.reshape(tf.constant(targets), [len(targets), 1])

model = Sequential()
model.add(layers.Conv1D(filters=4, kernel_size=3, input_shape=(WINDOW, 1), activation='relu'))
model.add(layers.AveragePooling1D(pool_size=2))
model.add(layers.Bidirectional(layer=layers.GRU(units=5), merge_mode='concat'))
model.add(layers.Dense(units=1))
model.compile(optimizer='adam', loss='mean_squared_error')


def train():
    model.fit(xs, ys, epochs=1, validation_split=0.2)
    last = tf.slice(xs, [xs.shape[0] - 1, 0, 0], [1, WINDOW, 1])
    guess = model.predict(last)
    return guess


guess = train()
value = guess.squeeze()
