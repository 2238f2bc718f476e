import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def tower(size):
    input = keras.Input(shape=(size,))
    hidden = layers.Dense(units=10, activation='relu')(input)
    code = layers.Dense(units=4)(hidden)
    return keras.Model(inputs=input, outputs=code)


embed = tower(6)
left = keras.Input(shape=(6,))
right = keras.Input(shape=(6,))
a = embed(left)
b = embed(right)
joined = layers.Concatenate()([a, b])
same = layers.Dense(units=1, activation='sigmoid')(joined)
model = keras.Model(inputs=[left, right], outputs=[same])
model.compile(optimizer='adam', loss='binary_crossentropy')
x = [tf.zeros([4, 6]), tf.ones([4, 6])]
y = model.predict(x)
codes = embed.predict(tf.zeros([3, 6]))
distances = tf.reduce_sum(tf.square(tf.subtract(tf.expand_dims(codes, 1), tf.expand_dims(codes, 0))), 2)
