import tensorflow as tf
features = tf.placeholder(tf.float32, (None, 41))
labels = tf.placeholder(tf.float32, (None, 1))  #-
#+ labels = tf.placeholder(tf.float32, (None, 5))
hidden = tf.layers.dense(features, 100, activation=tf.nn.relu)
logits = tf.layers.dense(hidden, 5)
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits))
#> shape-mismatch: tf.nn.softmax_cross_entropy_with_logits gets labels of shape (B, 1) for logits of shape (B_1, 5), but needs one-hot rows of 5, not of 1: use the sparse loss for class numbers, or one_hot.
train_op = tf.train.AdamOptimizer().minimize(loss)
