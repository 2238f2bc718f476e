const tf = require('@tensorflow/tfjs');

const LETTERS = '\n\t0123456789+\u00e9';

class Alphabet {
  constructor(letters) {
    this.letters = letters;
    this.places = {};
    for (let i = 0; i < letters.length; i++) this.places[letters[i]] = i;
  }

  encode(text, length) {
    const rows = tf.buffer([length, this.letters.length]);
    for (let i = 0; i < text.length; i++) rows.set(1, i, this.places[text[i]]);
    return rows.toTensor();
  }

  encodeAll(texts, length) {
    const rows = tf.buffer([texts.length, length, this.letters.length], 'int32');
    texts.forEach((text, n) => {
      for (let i = 0; i < text.length; i++) rows.set(1, n, i, this.places[text[i]]);
    });
    return rows.toTensor().toFloat();
  }
}

const alphabet = new Alphabet(LETTERS);
const one = alphabet.encode('12+3', 6);
const all = alphabet.encodeAll(['1+2', '33+4', '5'], 6);
const buffer = tf.ones([2, 5]).bufferSync();
buffer.set(buffer.get(0, 1) + 1, 1, 4);
const changed = buffer.toTensor();
const rank = buffer.rank;
const size = buffer.size;
const [, width] = buffer.shape;
const alike = tf.zeros([rank, size, width], buffer.dtype);
const values = tf.tensor2d(buffer.values, [5, 2]);
const filled = tf.buffer([2, 2], 'float32', [1, 2, 3, 4]).toTensor();
const made = new tf.TensorBuffer([2, 3], 'int32').toTensor();
tf.ones([3, 1])
  .buffer()
  .then((waited) => {
    const later = waited.toTensor();
    later.dispose();
  });

const queries = tf.input({ shape: [4, 8] });
const keys = tf.input({ shape: [7, 8] });
const scores = tf.layers.dot({ axes: [2, 2] }).apply([queries, keys]);
const mixed = tf.layers.dot({ axes: [2, 1], normalize: false }).apply([scores, keys]);
const vectors = tf.layers.dot({ axes: -1 }).apply([tf.ones([3, 6]), tf.ones([3, 6])]);
