const tf = require('@tensorflow/tfjs');

const x = tf.zeros([2, 3]);
{
  const x = tf.ones([4, 5]);
  const inner = x.add(1);
}
const outer = x.add(1);
let y = tf.zeros([1]);
function change() {
  y = tf.zeros([6, 6]);
  const x = tf.zeros([9]);
  return x;
}
const local = change();
const after = y.add(1);
var z = tf.zeros([3]);
if (local.rank === 1) {
  var z = tf.zeros([8]);
}
const late = z.add(0);
const makers = [];
for (let i = 1; i <= 3; i++) makers.push((n) => tf.zeros([n, 2]));
const made = makers.map((make, i) => make(i + 1));
const last = made[made.length - 1];
const beyond = made[7] ?? tf.ones([1, 1]);
const counter = (() => {
  let count = 0;
  return () => ++count;
})();
counter();
const second = tf.zeros([counter(), counter()]);
let i = 0;
const sizes = [4, 5, 6];
const a = tf.zeros([sizes[i++], sizes[i++]]);
const b = tf.zeros([sizes[i], i]);
hoisted(tf.ones([3, 3]));
function hoisted(v) {
  const w = v.sum(1);
  return w;
}
