import tensorflow as tf
images = tf.placeholder(tf.float32, [None, 32, 32, 3])
labels = tf.placeholder(tf.int64, [None, 10])  #-
#+ labels = tf.placeholder(tf.int64, [None])
net = tf.layers.conv2d(images, 32, 3, padding='same', activation=tf.nn.relu)
net = tf.layers.max_pooling2d(net, 2, 2)
net = tf.layers.flatten(net)
logits = tf.layers.dense(net, 10)
loss = tf.losses.sparse_softmax_cross_entropy(labels=labels, logits=logits)
#> shape-mismatch: tf.losses.sparse_softmax_cross_entropy gets labels of shape (B, 10) for logits of shape (B_1, 10), but needs one class number for each row of logits: use the loss for one-hot labels, or argmax.
xent = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
#> shape-mismatch: tf.nn.sparse_softmax_cross_entropy_with_logits gets labels of shape (B, 10) for logits of shape (B_1, 10), but needs one class number for each row of logits: use the loss for one-hot labels, or argmax.
