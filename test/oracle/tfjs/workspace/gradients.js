import * as tf from '@tensorflow/tfjs';

const f = (x) => x.square().sum();
const df = tf.grad(f);
const x = tf.tensor2d([[1, 2], [3, 4], [5, 6]]);
const slope = df(x);
const g = tf.grads((a, b) => a.matMul(b).sum());
const [da, db] = g([tf.ones([2, 3]), tf.ones([3, 4])]);
const { value, grad } = tf.valueAndGrad((v) => v.mul(2).sum())(tf.ones([7]));

let weights = tf.zeros([2]);
for (let step = 0; step < 4; step += 1) {
  const gradient = tf.grad((w) => x.mul(w).sum())(weights);
  weights = weights.sub(gradient.mul(0.1));
}
const done = weights.add(1);
