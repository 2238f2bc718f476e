import tensorflow as tf
slim = tf.contrib.slim
images = tf.placeholder(tf.float32, [None, 32, 32, 3])
labels = tf.placeholder(tf.float32, [None, 10])
net = slim.conv2d(images, 64, [3, 3], scope='conv1')
net = slim.max_pool2d(net, [2, 2], scope='pool1')
#+ net = slim.flatten(net)
net = slim.fully_connected(net, 10, activation_fn=None, scope='fc')
loss = tf.losses.softmax_cross_entropy(labels, net)
#> shape-mismatch: tf.losses.softmax_cross_entropy gets labels of shape (B, 10) for logits of shape (B_1, 16, 16, 10), but needs as many axes in both, with 10 classes last: flatten or pool what the logits are made of.
