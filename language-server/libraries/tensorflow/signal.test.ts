import assert from 'node:assert/strict';
import { analyze } from '../../testing/check';

describe('windows of a signal', () => {
  it('are of the type asked for, where that is known', async () => {
    const { claims } = await analyze(`import tensorflow as tf
from somewhere import kind
a = tf.signal.hann_window(16)
b = tf.signal.hann_window(16, True, 'float64')
c = tf.signal.hamming_window(16, dtype=kind)
d = tf.signal.linear_to_mel_weight_matrix(20, 129, 8000)
e = tf.signal.linear_to_mel_weight_matrix(20, 129, dtype='float64')
`);
    assert.deepEqual(
      claims.map(({ name, type }) => [name, type]),
      [
        ['a', 'float'],
        ['b', 'float64'],
        ['c', undefined],
        ['d', 'float'],
        ['e', 'float64'],
      ],
    );
  });
});
