import tensorflow as tf
from tensorflow.contrib import rnn
n_steps, n_input, n_hidden, n_classes = 28, 28, 128, 10
x = tf.placeholder("float", [None, n_steps * n_input])  #-
#+ x = tf.placeholder("float", [None, n_steps, n_input])
y = tf.placeholder("float", [None, n_classes])
W = tf.Variable(tf.random_normal([n_hidden, n_classes]))
b = tf.Variable(tf.random_normal([n_classes]))
cell = tf.nn.rnn_cell.BasicLSTMCell(n_hidden, forget_bias=1.0)
outputs, states = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
#> shape-mismatch: tf.nn.dynamic_rnn gets inputs of shape (B, 784), but needs 3 axes (batch, time, features): reshape the input to (batch, time, features).
pred = tf.matmul(outputs[:, -1, :], W) + b
