/** What an asynchronous function changes before its caller goes on, and after. */
import * as tf from '@tensorflow/tfjs';

let weights = tf.ones([3]);
let steps = 0;

async function update(size) {
  steps += 1;
  const gathered = { rows: tf.ones([size, 2]) };
  await tf.nextFrame();
  weights = tf.ones([size]);
  return gathered;
}

async function main() {
  const pending = update(4);
  const stale = weights.mul(2);
  const { rows } = await pending;
  const fresh = weights.mul(3);
  await update(5);
  const certain = weights.mul(4);
  const [first, second] = await Promise.all([update(6), update(7)]);
  const both = tf.concat([first.rows, second.rows]);
  const count = tf.ones([steps]);
  return update(8);
}

main().then(({ rows }) => {
  const last = rows.sum(1);
});
const early = weights.add(1);
