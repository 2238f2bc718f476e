import * as tf from '@tensorflow/tfjs';

type Kind = 'small' | 'large' | 'huge';

function build(kind: Kind): tf.Tensor {
  let width: number;
  switch (kind) {
    case 'small':
      width = 4;
      break;
    case 'large':
    case 'huge': {
      const factor = kind === 'huge' ? 3 : 2;
      width = 8 * factor;
      break;
    }
    default:
      throw new Error(`unknown kind ${kind as string}`);
  }
  const result = tf.zeros([2, width]);
  return result;
}

const small = build('small');
const large = build('large');
const huge = build('huge');

let n = 1;
do {
  n *= 2;
} while (n < 20);
const power = tf.zeros([n]);

let count = 0;
for (let k = 0; k < 10; k++) {
  if (k % 2 === 0) continue;
  if (k > 7) break;
  count += k;
}
const odd = tf.zeros([count, 2]);

let current = tf.ones([64, 2]);
while (current.shape[0] > 5) {
  current = current.slice([0, 0], [current.shape[0] / 2, 2]);
}
const rest = current.add(1);

let safe: tf.Tensor;
try {
  safe = tf.zeros([2, 2]).matMul(tf.zeros([2, 5]));
} catch (error) {
  safe = tf.zeros([2, 5]);
} finally {
  count = 0;
}
const kept = safe.add(1);
const maybe = tf.zeros([count || 7, count ?? 9, Math.max(count, 3)].slice(0, 1));
const text = `${count}` === '0' ? tf.zeros([1, 1, 1]) : tf.zeros([1]);
const type = typeof count === 'number' ? tf.zeros([5, 4]) : tf.zeros([1]);
