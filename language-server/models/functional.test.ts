import assert from 'node:assert/strict';
import { analyze } from '../testing/check';
import { describeModel, type DescribedModel } from './describe';

const HEAD =
  'import keras\nimport tensorflow as tf\nfrom keras import layers, ops\nx = keras.Input(shape=(8, 8, 3))\n' +
  'c = layers.Conv2D(4, 3)(x)\n';

/** The table of the model of `x` and of what `lines` call `y`. */
const modelOf = async (lines: string, outputs = 'y'): Promise<DescribedModel | undefined> =>
  (await analyze(`${HEAD}${lines}\nmodel = keras.Model(x, ${outputs})\n`)).models.map(describeModel).at(-1);

const layersIn = (model: DescribedModel | undefined): string[] | undefined => model?.children.map(({ type }) => type);

/** A convolution of 3 · 3 · 3 · 4 + 4 weights, and 4 · 2 + 2 more. */
const PARAMETERS = 122;

describe('models of inputs and outputs', () => {
  for (const between of [
    'h = ops.nn.relu(c)',
    'h = c * 2.0 + 1',
    'h = 1.0 - c',
    'h = c[:, 1:]',
    'h = c + tf.range(4.0)',
    'h = c\nh += c',
    'h = ops.reshape(c, (-1, 36, 4))',
    'h = ops.concatenate([c, c], axis=1)',
  ])
    it(`look through functions between layers: ${between.replaceAll('\n', '; ')}`, async () => {
      const model = await modelOf(`${between}\ny = layers.Dense(2)(h)`);
      assert.deepEqual(layersIn(model), ['Conv2D', 'Dense']);
      assert.equal(model?.parameters, PARAMETERS);
    });

  it('have the layers that functions stand for', async () => {
    const model = await modelOf('h = layers.add([c, c])\ny = layers.concatenate([h, c])');
    assert.deepEqual(layersIn(model), ['Conv2D', 'Add', 'Concatenate']);
  });

  it('have the layers that lead to what is named in a call', async () => {
    const model = await modelOf(
      's = ops.reshape(c, (-1, 36, 4))\ny = layers.MultiHeadAttention(2, 4)(query=s, value=s)',
    );
    assert.deepEqual(layersIn(model), ['Conv2D', 'MultiHeadAttention']);
  });

  it('have none of the layers that make constants', async () => {
    const model = await modelOf('table = layers.Embedding(6, 4)(tf.range(6))\ny = layers.Dense(2)(c + table)');
    assert.deepEqual(layersIn(model), ['Conv2D', 'Dense']);
  });

  it('have no known number of products where a function multiplies', async () => {
    const model = await modelOf('h = ops.matmul(c, ops.transpose(c, (0, 1, 3, 2)))\ny = layers.Dense(2)(h)');
    assert.ok(model);
    assert.equal(model.multiplyAdds, null);
    assert.equal(model.parameters, 3 * 3 * 3 * 4 + 4 + 6 * 2 + 2);
  });

  it('are not known where a function may call layers', async () => {
    assert.equal(
      await modelOf('h = keras.ops.vectorized_map(lambda each: layers.Dense(4)(each), c)\ny = h'),
      undefined,
    );
  });

  it('count poolings under every name and products of two inputs', async () => {
    const model = await modelOf(
      'p = layers.MaxPool2D()(c)\na = layers.GlobalAvgPool2D()(p)\nm = layers.GlobalMaxPool2D()(c)\n' +
        'd = layers.Dot(axes=1)([a, m])\ny = layers.Dense(2)(d)',
    );
    assert.equal(model?.parameters, 3 * 3 * 3 * 4 + 4 + 1 * 2 + 2);
  });
});
