/** Parameters and shapes in a model's table are those that tfjs has; Keras' layers of the same settings have the same. */
import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';
import * as layers from '@tensorflow/tfjs-layers';
import { createAnalyzer, type Analyzer } from '../../../language-server/analysis';
import { describeModel, type DescribedModel } from '../../../language-server/models/describe';
import type { Language } from '../../../language-server/syntax/program';

/** A layer in both libraries, and the shape that it is given. */
const LAYERS: readonly (readonly [tfjs: string, keras: string, input: readonly number[]])[] = [
  ['dense({ units: 5 })', 'Dense(5)', [3]],
  ['dense({ units: 5, useBias: false })', 'Dense(5, use_bias=False)', [7, 3]],
  ['embedding({ inputDim: 10, outputDim: 4 })', 'Embedding(10, 4)', [6]],
  ['conv1d({ filters: 4, kernelSize: 3 })', 'Conv1D(4, 3)', [9, 2]],
  ['conv2d({ filters: 4, kernelSize: [3, 2], useBias: false })', 'Conv2D(4, (3, 2), use_bias=False)', [9, 9, 2]],
  ['conv2d({ filters: 4, kernelSize: 3, strides: 2 })', 'Conv2D(4, 3, strides=2)', [9, 9, 2]],
  ['conv3d({ filters: 2, kernelSize: 2 })', 'Conv3D(2, 2)', [4, 4, 4, 3]],
  ['conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2 })', 'Conv2DTranspose(4, 3, strides=2)', [5, 5, 2]],
  ['depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 })', 'DepthwiseConv2D(3, depth_multiplier=2)', [5, 5, 3]],
  ['separableConv2d({ filters: 4, kernelSize: 3 })', 'SeparableConv2D(4, 3)', [5, 5, 3]],
  ['batchNormalization()', 'BatchNormalization()', [5, 3]],
  ['batchNormalization({ scale: false })', 'BatchNormalization(scale=False)', [5, 3]],
  ['layerNormalization({ center: false })', 'LayerNormalization(center=False)', [5, 3]],
  ['simpleRNN({ units: 4 })', 'SimpleRNN(4)', [6, 3]],
  ['lstm({ units: 4, returnSequences: true })', 'LSTM(4, return_sequences=True)', [6, 3]],
  ['gru({ units: 4 })', 'GRU(4, reset_after=False)', [6, 3]],
  ['prelu()', 'PReLU()', [5, 3]],
  ['prelu({ sharedAxes: [1, 2] })', 'PReLU(shared_axes=[1, 2])', [5, 4, 3]],
  ['rnn({ cell: tf.layers.lstmCell({ units: 4 }) })', 'RNN(keras.layers.LSTMCell(4))', [6, 3]],
  ['rnn({ cell: tf.layers.gruCell({ units: 4 }) })', 'RNN(keras.layers.GRUCell(4, reset_after=False))', [6, 3]],
  [
    'rnn({ cell: tf.layers.simpleRNNCell({ units: 4, useBias: false }), returnSequences: true })',
    'RNN(keras.layers.SimpleRNNCell(4, use_bias=False), return_sequences=True)',
    [6, 3],
  ],
  [
    'rnn({ cell: tf.layers.stackedRNNCells({ cells: [tf.layers.lstmCell({ units: 4 }), tf.layers.simpleRNNCell({ units: 2 })] }) })',
    'RNN([keras.layers.LSTMCell(4), keras.layers.SimpleRNNCell(2)])',
    [6, 3],
  ],
  ['bidirectional({ layer: tf.layers.lstm({ units: 4 }) })', 'Bidirectional(keras.layers.LSTM(4))', [6, 3]],
  ['timeDistributed({ layer: tf.layers.dense({ units: 4 }) })', 'TimeDistributed(keras.layers.Dense(4))', [6, 3]],
  ['maxPooling2d({ poolSize: 2 })', 'MaxPooling2D(2)', [8, 8, 3]],
  ['dropout({ rate: 0.5 })', 'Dropout(0.5)', [3]],
  ['flatten()', 'Flatten()', [4, 3]],
];

/** What the program makes. */
const built = (code: string): layers.LayersModel =>
  runInNewContext(code, { tf: { ...layers, layers: layers.layers } }) as layers.LayersModel;

describe('models of Keras and TensorFlow.js', () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await createAnalyzer();
  });

  function modelsOf(text: string, language: Language): DescribedModel[] {
    const path = language === 'python' ? 'a.py' : 'a.js';
    return analyzer.analyze({ path, language, text }).models.map(describeModel);
  }

  const keras = (layers: string): DescribedModel => modelsOf(`import keras\nmodel = ${layers}\n`, 'python')[0]!;

  for (const [tfjs, twin, input] of LAYERS)
    it(`count ${twin} as tfjs does`, () => {
      const code = `tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [${input.join(', ')}] }), tf.layers.${tfjs}] })`;
      const model = built(code);
      const [found] = modelsOf(`import * as tf from '@tensorflow/tfjs';\nconst model = ${code};\n`, 'javascript');
      const same = keras(`keras.Sequential([keras.Input((${input.join(', ')},)), keras.layers.${twin}])`);
      const expected = { parameters: model.countParams(), shape: (model.outputShape as number[]).slice(1).join(', ') };
      for (const { parameters, shape } of [found!, same])
        assert.deepEqual({ parameters, shape: shape?.replace(/^\(\w+, (.*)\)$/, '$1') }, expected);
      model.dispose();
    });

  it('count what tfjs lacks by the formulas of Keras', () => {
    const of = (layer: string, input: string): unknown =>
      keras(`keras.Sequential([keras.Input((${input})), keras.layers.${layer}])`).parameters;
    assert.equal(of('Normalization()', '7, 3'), 3 + 3 + 1, 'mean, variance and count');
    assert.equal(of('Normalization(axis=None)', '7, 3'), 3);
    assert.equal(of('Normalization(mean=0.5, variance=2.0)', '7, 3'), 0);
    assert.equal(of('RNN(keras.layers.GRUCell(4))', '7, 3'), 3 * (3 * 4 + 4 * 4 + 2 * 4), 'two vectors of biases');
    assert.equal(of('Lambda(lambda x: x * 2)', '7, 3'), 0);
  });

  it('count attention by its four products', () => {
    const of = (layer: string, call: string): DescribedModel =>
      modelsOf(
        `import keras
q = keras.Input((5, 6), batch_size=2)
v = keras.Input((7, 10), batch_size=2)
k = keras.Input((7, 3), batch_size=2)
model = keras.Model([q, v, k], keras.layers.MultiHeadAttention(${layer})(${call}))
`,
        'python',
      )[0]!;
    // Of 4 heads of 8: queries, keys and values, then the output as wide as the query.
    const own = of('4, 8', 'q, q');
    assert.equal(own.parameters, 3 * (6 * 32 + 32) + 32 * 6 + 6);
    assert.equal(own.multiplyAdds, 2 * (3 * 5 * 6 * 32 + 2 * 5 * 5 * 32 + 5 * 32 * 6));
    const other = of('4, 8, value_dim=2, use_bias=False', 'q, v, key=k');
    assert.equal(other.parameters, 6 * 32 + 3 * 32 + 10 * 8 + 8 * 6);
    assert.equal(other.multiplyAdds, 2 * (5 * 6 * 32 + 7 * 3 * 32 + 7 * 10 * 8 + 5 * 7 * (32 + 8) + 5 * 8 * 6));
    const wide = of('num_heads=4, key_dim=8, output_shape=9', 'q, value=v');
    assert.equal(wide.parameters, 6 * 32 + 2 * 10 * 32 + 3 * 32 + 32 * 9 + 9);
    assert.equal(wide.shape, '(2, 5, 9)');
  });

  it('count multiply-adds by closed forms', () => {
    const of = (layer: string, input: string): unknown =>
      keras(`keras.Sequential([keras.Input((${input}), batch_size=2), keras.layers.${layer}])`).multiplyAdds;
    assert.equal(of('Dense(5)', '7, 3'), 2 * 7 * 3 * 5);
    assert.equal(of('Conv2D(4, 3, groups=2)', '8, 8, 2'), 2 * 36 * 4 * 9);
    assert.equal(of('Conv2DTranspose(4, 3)', '8, 8, 2'), 2 * 64 * 2 * 4 * 9);
    assert.equal(of('DepthwiseConv2D(3)', '8, 8, 2'), 2 * 36 * 2 * 9);
    assert.equal(of('SeparableConv2D(4, 3)', '8, 8, 2'), 2 * 36 * (2 * 9 + 2 * 4));
    const stacked = 'RNN([keras.layers.LSTMCell(5), keras.layers.SimpleRNNCell(4)])';
    assert.equal(of(stacked, '7, 3'), 2 * 7 * (4 * 5 * (3 + 5) + 4 * (5 + 4)));
    assert.equal(of('Bidirectional(keras.layers.LSTM(5))', '7, 3'), 2 * 2 * 7 * 4 * 5 * (3 + 5));
  });

  it('are put together of layers between inputs and outputs, a shared one counted once', () => {
    const text = `import keras
inputs = keras.Input((16,))
shared = keras.layers.Dense(16)
hidden = keras.layers.Add()([shared(shared(inputs)), inputs])
aside = keras.layers.Dense(100)(inputs)
model = keras.Model(inputs, keras.layers.Dense(2, name="head")(hidden))
`;
    const [model] = modelsOf(text, 'python');
    assert.deepEqual(
      model!.children.map(({ name, type, parameters }) => [name, type, parameters]),
      [
        ['0', 'Dense', 272],
        ['1', 'Add', 0],
        ['head', 'Dense', 34],
      ],
    );
    assert.equal(model!.parameters, 306);
    assert.equal(model!.multiplyAdds, 'B*544');
  });

  it('have the layers that are left after the last one went', () => {
    const text = `import keras
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4), keras.layers.Dense(100)])
model.pop()
model.add(keras.layers.Dense(2))
`;
    const [model] = modelsOf(text, 'python');
    assert.deepEqual([model!.parameters, model!.shape], [3 * 4 + 4 + 4 * 2 + 2, '(B, 2)']);
  });

  it('show a model within a model with the sizes of its call', () => {
    const text = `import keras
x = keras.Input((5, 3))
inner = keras.Model(x, keras.layers.Dense(4)(x))
z = keras.Input((5, 3), batch_size=2)
outer = keras.Model(z, keras.layers.Flatten()(inner(z)))
`;
    const outer = modelsOf(text, 'python')[1]!;
    const [within] = outer.children;
    assert.deepEqual([outer.multiplyAdds, within!.multiplyAdds], [2 * 5 * 3 * 4, 2 * 5 * 3 * 4]);
    assert.equal(within!.children[0]!.shape, '(2, 5, 4)');
  });

  it('have no total where a setting, a layer or a weight is not known', () => {
    const popped = modelsOf(
      'import keras\nmodel = keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(2)])\nwhile go():\n    model.pop()\n',
      'python',
    );
    assert.deepEqual(
      popped.map(({ parameters }) => parameters).filter((each) => each !== null),
      [],
    );
    const unclear = [
      'keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, use_bias=flag)])',
      'keras.Sequential([keras.Input((3,)), keras.layers.Lambda(go), keras.layers.Dense(4)])',
      'keras.Sequential([keras.Input((3,)), keras.layers.Conv1D(**settings)])',
    ];
    for (const each of unclear) assert.equal(keras(each).parameters, null, each);
    const own = modelsOf(
      `import keras
import tensorflow as tf
class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(4)
        self.more = self.add_weight(shape=(3, 3))
    def call(self, x):
        return tf.matmul(self.dense(x), self.dense(x), transpose_b=True)
Own()(tf.zeros((2, 3)))
`,
      'python',
    )[0];
    assert.deepEqual([own!.parameters, own!.multiplyAdds], [null, null]);
  });
});
