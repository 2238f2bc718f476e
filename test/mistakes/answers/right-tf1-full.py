import tensorflow as tf
import numpy as np
from sklearn.model_selection import train_test_split
data = np.genfromtxt('data.csv', delimiter=',', skip_header=1)
X, Y = data[:, :-1], data[:, -1:]
X_train, X_test, Y_train, Y_test = train_test_split(X, Y, test_size=0.2)
n = X_train.shape[1]
x = tf.placeholder(tf.float32, [None, n])
y = tf.placeholder(tf.float32, [None, 1])
def fc(inp, units, name, act=None):
    with tf.variable_scope(name):
        w = tf.get_variable('w', [inp.get_shape().as_list()[1], units], initializer=tf.contrib.layers.xavier_initializer())
        b = tf.get_variable('b', [units], initializer=tf.zeros_initializer())
        z = tf.matmul(inp, w) + b
        return act(z) if act else z
h = fc(x, 64, 'h', tf.nn.relu)
logit = fc(h, 1, 'o')
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=logit))
opt = tf.train.AdamOptimizer(1e-3).minimize(loss)
acc = tf.reduce_mean(tf.cast(tf.equal(tf.cast(logit > 0, tf.float32), y), tf.float32))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for e in range(10):
        p = np.random.permutation(len(X_train))
        for i in range(0, len(p), 64):
            b = p[i:i + 64]
            sess.run(opt, {x: X_train[b], y: Y_train[b]})
        print(sess.run(acc, {x: X_test, y: Y_test}))
