import tensorflow as tf
from tensorflow.keras import Sequential, layers

sizes = [64, 32, 8]


def encoder():
    model = Sequential()
    for i, units in enumerate(sizes[1:]):
        first = {} if i != 0 else {'input_shape': (sizes[0],)}
        model.add(layers.Dense(units=units, activation='relu', **first))
    return model


def decoder():
    model = Sequential()
    back = list(reversed(sizes))
    for i in range(1, len(back)):
        first = {} if i != 1 else {'input_shape': (back[0],)}
        model.add(layers.Dense(units=back[i], activation='sigmoid', **first))
    return model


encode = encoder()
decode = decoder()
batch = tf.random.uniform([10, sizes[0]])
code = encode.predict(batch)
copy = decode.predict(code)
