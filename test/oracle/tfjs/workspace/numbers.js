const tf = require('@tensorflow/tfjs');

const size = 7;
const half = Math.floor(size / 2);
const upper = Math.ceil(size / 2);
const exact = 12 / 4;
const scaled = size * 0.5 * 2;
const rounded = Math.round(2.5);
const bits = (size / 2) | 0;
const shifted = 1 << 4;
const power = 2 ** 3;
const rest = -7 % 3;
const a = tf.zeros([half, upper, exact]);
const b = tf.zeros([scaled, rounded, bits]);
const c = tf.zeros([shifted, power, rest + 2]);
const d = tf.zeros([parseInt('12', 10), Number('3'), +'4']);
const e = tf.zeros([Math.max(2, 5, 3), Math.min(...[4, 2, 8])]);
const f = tf.zeros([true ? 2 : 3, [1, 2].length, 'abc'.length]);
const g = tf.linspace(0, 1, size * 2);
const h = tf.range(0, size, 2);
function split(x) {
  const [batch, width] = x.shape;
  const middle = Math.floor(width / 2);
  const left = x.slice([0, 0], [batch, middle]);
  const right = x.slice([0, middle], [-1, -1]);
  return [left, right];
}
const [left, right] = split(tf.zeros([4, 9]));
const nan = Number('x') || 3;
const k = tf.zeros([nan]);
const flags = tf.zeros([Number.isInteger(3) ? 1 : 2, Array.isArray([]) ? 3 : 4]);
