import tensorflow as tf
batch = 16
z = tf.placeholder(tf.float32, [batch, 7, 7, 128])
W = tf.get_variable('deconv', [5, 5, 128, 64])  #-
#+ W = tf.get_variable('deconv', [5, 5, 64, 128])
h = tf.nn.conv2d_transpose(z, W, output_shape=[batch, 14, 14, 64], strides=[1, 2, 2, 1], padding='SAME')
#> shape-mismatch: tf.nn.conv2d_transpose gets an input of shape (16, 7, 7, 128) and filters of shape (5, 5, 128, 64), but needs filters of (height, width, 64, 128): give the filters the output's channels before the input's.
