/** What is null, undefined or absent, and what `===` and `==` say of it. */
import * as tf from '@tensorflow/tfjs';

const padded = (size = 3) => tf.ones([size === null ? 5 : size]);
const given = padded(4);
const absent = padded();
const undefinedSize = padded(undefined);
const nullSize = padded(null);

const { rows = 4, columns = 5 } = { rows: null, columns: undefined };
const members = tf.ones([rows === null ? 2 : 9, columns]);
const [first = 6, second = 7] = [null, undefined];
const elements = tf.ones([first === null ? 2 : 9, second]);

function sized({ size = 3, name = 'x' } = {}) {
  return tf.ones([size, name.length]);
}
const options = [sized(), sized({ size: 4 }), sized({ name: 'xyz' })];
const [usual, larger, longer] = options;

class Pool {
  constructor(size = 2) {
    this.size = size;
  }
}
const pooled = tf.ones([new Pool().size, new Pool(3).size, new Pool(null).size ?? 7]);

let unset;
const strictly = unset === null ? tf.ones([2]) : tf.ones([3]);
const loosely = unset == null ? tf.ones([2]) : tf.ones([3]);
const text = '1';
const asNumber = text == 1 ? tf.ones([4]) : tf.ones([5]);
const asText = text === 1 ? tf.ones([4]) : tf.ones([5]);
const flag = true === 1 ? tf.ones([4]) : tf.ones([5]);

const written = tf.ones([`${null}`.length, `${undefined}`.length]);
const types = tf.ones([typeof null === 'object' ? 2 : 3, typeof unset === 'undefined' ? 4 : 5]);
const either = tf.ones([null ?? 3, undefined ?? 4, 0 ?? 5, null || 6]);

let chosen = tf.ones([1]);
switch (null) {
  case undefined:
    chosen = tf.ones([7]);
    break;
  case null:
    chosen = tf.ones([8]);
    break;
}
const picked = chosen.reshape([2, -1]);

const sizes = new Map([
  [null, 2],
  [undefined, 3],
  [1, 4],
  ['1', 5],
]);
const looked = tf.ones([sizes.get(null), sizes.get(undefined), sizes.get(1), sizes.get('1')]);
