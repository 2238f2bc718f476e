import tensorflow as tf
sequence_length, vocab, emb, num_filters = 56, 18758, 128, 100
input_x = tf.placeholder(tf.int32, [None, sequence_length], name="input_x")
W = tf.Variable(tf.random_uniform([vocab, emb], -1.0, 1.0), name="W")
embedded = tf.nn.embedding_lookup(W, input_x)
expanded = embedded  #-
#+ expanded = tf.expand_dims(embedded, -1)
F = tf.Variable(tf.truncated_normal([3, emb, 1, num_filters], stddev=0.1))
conv = tf.nn.conv2d(expanded, F, strides=[1, 1, 1, 1], padding="VALID")
#> shape-mismatch: tf.nn.conv2d gets an input of shape (B, 56, 128), but needs 4 axes (batch, height, width, channels): add the missing axis with tf.expand_dims, or reshape the input.
h = tf.nn.relu(conv)
pooled = tf.nn.max_pool(h, ksize=[1, sequence_length - 3 + 1, 1, 1], strides=[1, 1, 1, 1], padding='VALID')
flat = tf.reshape(pooled, [-1, num_filters])
