/** What `fit` says of targets and data that do not fit the model. */
import assert from 'node:assert/strict';
import { createAnalyzer } from '../../analysis';

const HEAD = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: SHAPE })] });
model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
`;

async function message(inputShape: string, fit: string): Promise<string> {
  const analyzer = await createAnalyzer();
  const text = `${HEAD.replace('SHAPE', inputShape)}model.fit(${fit});\n`;
  const { findings } = analyzer.analyze({ path: 'a.js', language: 'javascript', text });
  return findings.map((each) => each.message).join('\n');
}

describe('what tf.LayersModel.fit refuses', () => {
  it('gives targets the axis that they lack', async () => {
    assert.match(await message('[6, 4]', 'tf.ones([9, 6, 4]), tf.ones([9, 6])'), /with \.expandDims\(-1\)/);
  });

  it('takes from targets the axis that is too much', async () => {
    assert.match(await message('[4]', 'tf.ones([9, 4]), tf.ones([9, 1, 1])'), /with \.squeeze\(\[-1\]\)/);
  });

  it('knows samples that the model counts as an axis of each', async () => {
    assert.match(await message('[9, 4]', 'tf.ones([9, 4]), tf.ones([9, 1])'), /leave the number of samples out/);
    assert.equal(await message('[4]', 'tf.ones([9, 4]), tf.ones([9, 1])'), '');
  });
});
