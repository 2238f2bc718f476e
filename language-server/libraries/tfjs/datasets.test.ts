/** tfjs-data is not installed: shapes as its documentation has them, refusals as tfjs-layers has them for such batches. */
import assert from 'node:assert/strict';
import { createAnalyzer } from '../../analysis';
import { printShape } from '../../domain/shape';

const HEAD = `const tf = require('@tensorflow/tfjs');
function* rows() {
  for (let i = 0; i < 12; i++) yield { xs: tf.randomNormal([3]), ys: tf.tensor1d([i % 2]) };
}
const points = tf.data.array([[0, 0, 1], [0, 1, 1], [1, 0, 1]]);
const numbers = tf.data.array([0, 1, 1]);
const columns = tf.data.array([[0], [1], [1]]);
function fit(data, loss, units) {
  const model = tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [3] })] });
  model.compile({ optimizer: 'sgd', loss });
  return model.fitDataset(data, { epochs: 1 });
}
`;

async function analyze(body: string): Promise<{ shapes: string[]; messages: string[] }> {
  const analyzer = await createAnalyzer();
  const { claims, findings } = analyzer.analyze({ path: 'program.js', language: 'javascript', text: HEAD + body });
  const shapes = claims.map(({ name, shape }) => `${name}: ${shape ? printShape(shape) : '?'}`);
  return { shapes, messages: findings.map(({ message }) => message.split(',')[0]!) };
}

describe("TensorFlow.js' data sets", () => {
  it('give batches of what arrays and generators hold', async () => {
    const { shapes } = await analyze(`
tf.data.generator(rows).shuffle(6).batch(4, false).forEachAsync((batch) => { const a = batch.xs; const b = batch.ys; });
tf.data.zip({ xs: points, ys: columns }).repeat(2).batch(2, false).forEachAsync(({ xs, ys }) => {
  const c = tf.concat([xs, ys], 1);
});
points.map((point) => tf.tensor1d(point).mul(2)).skip(1).take(1).prefetch(1).filter(() => true).batch(5, false)
  .forEachAsync((batch) => { const d = batch; });
numbers.batch(3, false).forEachAsync((batch) => { const e = batch; });
`);
    const told = shapes.filter((each) => /^[a-e]:/.test(each));
    assert.deepEqual(told, ['a: (4, 3)', 'b: (4, 1)', 'c: (2, 4)', 'd: (5, 3)', 'e: (3,)']);
  });

  it('run their functions once for each element', async () => {
    const { shapes } = await analyze(`
async function count() {
  const counts = [];
  const seen = [];
  await points.map((point) => { seen.push(0); return tf.tensor1d(point); }).forEachAsync((one) => {
    counts.push(one.shape[0]);
    const e = one;
  });
  const a = tf.tensor1d(counts);
  const b = tf.tensor1d(seen);
  const asked = [];
  const iterator = { next: () => { asked.push(0); return { value: tf.zeros([3]), done: asked.length > 9 }; } };
  tf.data.generator(() => iterator).batch(2);
  const c = tf.tensor1d(asked);
}
`);
    const told = shapes.filter((each) => /^[abce]:/.test(each)).map((each) => each.replace(/n\d+/, 'n'));
    assert.deepEqual(told, ['e: (3,)', 'a: (n,)', 'b: (n,)', 'c: (n,)']);
  });

  it('train models that take their batches', async () => {
    const { messages } = await analyze(`
fit(tf.data.generator(rows).batch(4), 'binaryCrossentropy', 1);
fit(tf.data.zip({ xs: points, ys: columns }).batch(2), 'binaryCrossentropy', 1);
fit(tf.data.zip({ xs: points, ys: numbers }).batch(2), 'meanSquaredError', 1);
fit(tf.data.zip({ xs: points, ys: columns }).batch(2), 'categoricalCrossentropy', 3);
`);
    assert.deepEqual(messages, []);
  });

  for (const [what, data, loss, units] of [
    ['vectors of targets beside columns', 'tf.data.zip({ xs: points, ys: numbers }).batch(2)', 'binaryCrossentropy', 1],
    ['targets of another width', 'tf.data.zip({ xs: points, ys: points }).batch(2)', 'meanSquaredError', 2],
    ['inputs of another width', 'tf.data.zip({ xs: columns, ys: columns }).batch(2)', 'meanSquaredError', 1],
    ['elements that are no batches', 'tf.data.zip({ xs: points, ys: columns })', 'meanSquaredError', 1],
  ] as const)
    it(`are refused: ${what}`, async () => {
      const { messages } = await analyze(`fit(${data}, '${loss}', ${units});\n`);
      assert.equal(messages.length, 1, messages.join('\n'));
    });
});
