import tensorflow as tf
x = tf.zeros((2, 10, 64))
y = tf.transpose(x, perm=[1, 0])  #-
#> shape-mismatch: tf.transpose gets 2 entries in perm for a tensor of shape (2, 10, 64), but needs 3, one an axis: name all axes, the batch too.
#+ y = tf.transpose(x, perm=[1, 0, 2])
