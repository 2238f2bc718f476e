import tensorflow as tf
from tensorflow.keras import layers
class Attention(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.W1 = layers.Dense(units)
        self.W2 = layers.Dense(units)
        self.V = layers.Dense(1)
    def call(self, features, hidden):
        score = tf.nn.tanh(self.W1(features) + self.W2(tf.expand_dims(hidden, 2)))  #-
#> shape-mismatch: + gets shapes (64, 16, 10) and (64, 1024, 10), but needs sizes that are equal or 1: axis -2 is 16 on one side and 1024 on the other: make both paths give the same sizes, with the same channels, strides and padding.
#+         score = tf.nn.tanh(self.W1(features) + self.W2(tf.expand_dims(hidden, 1)))
        weights = tf.nn.softmax(self.V(score), axis=1)
        context = tf.reduce_sum(weights * features, axis=1)
        return context, weights
attention = Attention(10)
enc_out = tf.random.normal((64, 16, 1024))
hidden = tf.random.normal((64, 1024))
context, w = attention(enc_out, hidden)
