import { check } from '../../testing/check';

describe('rows brought together by segments', () => {
  it('are as many as the numbers of segments', () =>
    check(`import tensorflow as tf
rows, ids = tf.zeros((5, 3)), tf.constant([0, 0, 1, 3, 3])
a = tf.math.segment_sum(rows, ids[:4])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = tf.math.segment_sum(rows, tf.zeros((5, 3), tf.int32))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = tf.math.unsorted_segment_max(rows, tf.zeros((5, 3), tf.int32), 4)
d = tf.math.unsorted_segment_max(rows, tf.zeros((5, 3, 1), tf.int32), 4)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
e = tf.math.segment_mean(rows, unknown(ids))
`));
});
