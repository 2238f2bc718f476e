const tf = require('@tensorflow/tfjs');

const rows = [];
const listeners = [];
const on = (listener) => listeners.push(listener);
on((row) => rows.push(row));
listeners.forEach((listener) => listener([1, 2, 3]));
listeners.forEach((listener) => listener([4, 5, 6]));
const collected = tf.tensor2d(rows);
const hidden = [];
new Map([['a', 1], ['b', 2]]).forEach((size) => hidden.push(size));
const unknown = tf.tensor1d(hidden);
let latest = tf.zeros([1]);
[2, 3].forEach((size) => {
  latest = tf.zeros([size]);
});
const final = latest.add(1);
const compose = (...functions) => (x) => functions.reduce((value, f) => f(value), x);
const twice = compose((x) => x.concat(x), (x) => x.expandDims(0));
const result = twice(tf.zeros([4, 2]));
function* sizes() {
  yield 1;
  yield 2;
}
let total = 0;
for (const size of sizes()) total += size;
const summed = tf.zeros([total]);
const sorted = [3, 1, 2].sort((a, b) => a - b);
const ordered = tf.zeros(sorted);
const some = [1, 2, 3].some((v) => v > 2) && tf.zeros([3, 3]);
const object = { size: 4, make() { return tf.zeros([this.size, 2]); }, get wide() { return tf.zeros([9]); } };
const fromObject = object.make();
const { make } = object;
const wide = object.wide;
object.size = 6;
const changed = object.make();
delete object.size;
