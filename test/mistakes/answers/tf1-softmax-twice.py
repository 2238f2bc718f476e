import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 784])
y_ = tf.placeholder(tf.float32, [None, 10])
W = tf.Variable(tf.zeros([784, 10])); b = tf.Variable(tf.zeros([10]))
y = tf.nn.softmax(tf.matmul(x, W) + b)  #-
#+ y = tf.matmul(x, W) + b
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y_, logits=y))
#> softmax-before-cross-entropy: cross entropy gets probabilities, but needs logits: it applies log-softmax itself, and a second softmax flattens its gradients. Remove the softmax.
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
