import tensorflow as tf
import numpy as np
X = tf.placeholder(tf.float32, [None, 3])
Y = tf.placeholder(tf.float32, [None, 1])
W = tf.Variable(tf.random_normal([3, 1]))
b = tf.Variable(tf.random_normal([1]))
hypothesis = tf.matmul(X, W) + b
cost = tf.reduce_mean(tf.square(hypothesis - Y))
train = tf.train.GradientDescentOptimizer(1e-5).minimize(cost)
xy = np.random.rand(25, 4).astype(np.float32)
x_data = xy[:, 0:-1]
y_data = xy[:, -1]  #-
#+ y_data = xy[:, [-1]]
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for step in range(2001):
    c, _ = sess.run([cost, train], feed_dict={X: x_data, Y: y_data})
#> shape-mismatch: tf.Session.run gets a value of shape (25,), but needs the placeholder's shape, (B, 1): make a column of the vector with .reshape(-1, 1).
