import tensorflow as tf
a = tf.constant([1., 2., 3.], name='a')
w = tf.Variable(tf.random_normal([3, 2]))  #-
y = tf.matmul(a, w)  #-
#> shape-mismatch: tf.matmul gets a vector of shape (3,), but needs at least 2 axes in each: make a row or a column of it with expand_dims, or use tf.linalg.matvec.
#+ w = tf.Variable(tf.random_normal([3, 2]))
#+ y = tf.matmul(tf.expand_dims(a, 0), w)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(y))
