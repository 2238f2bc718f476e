import tensorflow as tf
logits = tf.random.normal((8, 5, 3))
out = tf.squeeze(logits, axis=1)  #-
#> shape-mismatch: tf.squeeze gets axis 1 of an input of shape (8, 5, 3), but needs an axis of size 1: take one entry of the axis by its index, or reduce it.
#+ out = tf.squeeze(logits[:, :1], axis=1)
print(out.shape)
