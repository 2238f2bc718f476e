import tensorflow as tf
from tensorflow.keras import layers
vec = layers.TextVectorization(max_tokens=1000, output_mode='multi_hot')
vec.adapt(['a b c', 'd e'])
inp = tf.keras.Input((1,), dtype=tf.string)
x = vec(inp)
x = layers.LSTM(16)(x)  #-
#> shape-mismatch: layers.LSTM gets an input of shape (B, n0), with 2 axes, but needs 3 axes (batch, time, features): reshape the input, or give the recurrent layer before it return_sequences=True.
#+ x = layers.Dense(16)(x)
m = tf.keras.Model(inp, layers.Dense(1)(x))
