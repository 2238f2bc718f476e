const tf = require('@tensorflow/tfjs');

const points = tf.randomNormal([30, 4]);
const clusters = 3;
let centres = points.slice([0, 0], [clusters, 4]);

function distances(a, b) {
  const squaresA = a.square().sum(1, true);
  const squaresB = b.square().sum(1).reshape([1, -1]);
  const products = a.matMul(b, false, true);
  return squaresA.add(squaresB).sub(products.mul(2));
}

for (let turn = 0; turn < 4; turn++) {
  const assigned = distances(points, centres).argMin(1);
  const member = tf.oneHot(assigned, clusters).toFloat();
  const sizes = member.sum(0).reshape([clusters, 1]);
  centres = member.transpose().matMul(points).div(sizes.add(1e-6));
}
const spread = distances(points, centres).min(1).mean();

const unit = points.div(points.norm('euclidean', 1, true));
const similar = unit.dot(unit.transpose());
const { values, indices } = similar.topk(5);
const neighbours = points.gather(indices.flatten()).reshape([30, 5, 4]);
const smoothed = neighbours.mean(1);
const mask = similar.greater(0.5).logicalAnd(tf.eye(30).equal(0));
const degree = mask.toInt().sum(-1);
const stacked = tf.stack([points, smoothed], 1);
const centred = stacked.sub(stacked.mean([0, 1]));
const halves = tf.split(centred, 2, 2);
const [left, right] = halves;
const crossed = left.mul(right).sum([1, 2]);
const outer = tf.outerProduct(crossed, tf.ones([6]));
