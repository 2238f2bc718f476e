import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 28, 28])
x = tf.transpose(x, [1, 0, 2])
x = tf.reshape(x, [-1, 28])
parts = tf.split(x, 5, 1)  #-
#> shape-mismatch: tf.split gets an axis of 28 for 5 parts, in a tensor of shape (B*28, 28), but needs a number of parts that divides 28: take another number of parts or another axis, or name the sizes of all parts.
#+ parts = tf.split(x, 4, 1)
