import { check } from '../../testing/check';

const HEAD = `import tensorflow as tf
from tensorflow.keras import layers
texts = tf.keras.Input((1,), dtype=tf.string)
`;

describe('layers of texts and categories', () => {
  it('make rows of words, or one row a text, that what comes after must take', () =>
    check(`${HEAD}rows = layers.TextVectorization(max_tokens=1000, output_mode='multi_hot')(texts)
a = layers.Dense(16)(rows)
b = layers.LSTM(16)(rows)
#   ^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
words = layers.TextVectorization(max_tokens=1000, output_sequence_length=20)(texts)
c = layers.LSTM(16)(layers.Embedding(1000, 8)(words))
d = layers.LSTM(16)(words)
#   ^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('give what is not known where the settings tell of something else', () =>
    check(`${HEAD}ragged = layers.TextVectorization(ragged=True)(texts)
e = layers.LSTM(16)(ragged)
whole = layers.TextVectorization(split=None)(texts)
f = layers.LSTM(16)(whole)
one = layers.StringLookup(output_mode='one_hot', vocabulary=['a'])(texts)
g = layers.Dense(16)(one)
`));
});
