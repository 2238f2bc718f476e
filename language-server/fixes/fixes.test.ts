import assert from 'node:assert/strict';
import type { Finding } from '../analysis';
import { analyze } from '../testing/check';
import type { Language } from '../syntax/program';
import { candidates } from './candidates';
import { applied, mends } from './mends';

/** The titles of the candidates that mend the program's only finding. */
async function mending(text: string, language: Language = 'python'): Promise<string[]> {
  const before = await analyze(text, language);
  assert.equal(before.findings.length, 1);
  const found: string[] = [];
  for (const fix of candidates({ path: '', language, text }, before.findings[0]!))
    if (mends(before.findings[0]!, before, await analyze(applied(text, fix), language))) found.push(fix.title);
  return found;
}

const HEAD = 'import torch\nfrom torch import nn\n';

describe('fixes that the analysis confirms', () => {
  it('flatten before a linear layer', async () => {
    const text = `${HEAD}fc = nn.Linear(784, 10)\nx = torch.randn(8, 1, 28, 28)\ny = fc(x)\n`;
    assert.deepEqual(await mending(text), ['Flatten the axes after the batch']);
  });

  for (const [call, changed] of [
    ['fc(pool(x))', 'fc(pool(x).flatten(1))'],
    ['torch.relu(fc(pool(x)))', 'torch.relu(fc(pool(x).flatten(1)))'],
    ['nn.Linear(784, 10)(x)', 'nn.Linear(784, 10)(x.flatten(1))'],
    ['layers["fc"](x)', 'layers["fc"](x.flatten(1))'],
    ['fc(x + pool(x))', 'fc((x + pool(x)).flatten(1))'],
    ['fc(\n    pool(x[:, :]),\n)', 'fc(\n    pool(x[:, :]).flatten(1),\n)'],
  ] as const) {
    it(`flatten what ${call} gets`, async () => {
      const made = 'fc, pool = nn.Linear(784, 10), nn.Identity()\nlayers = {"fc": fc}\nx = torch.randn(8, 1, 28, 28)\n';
      const text = `${HEAD}${made}y = ${call}\n`;
      const before = await analyze(text);
      assert.equal(before.findings.length, 1);
      assert.equal(before.findings[0]!.fix, undefined, 'the message advises to flatten');
      const [fix] = candidates({ path: '', language: 'python', text }, before.findings[0]!);
      assert.equal(applied(text, fix!), text.replace(call, changed));
      assert.ok(mends(before.findings[0]!, before, await analyze(applied(text, fix!))));
    });
  }

  it('insert nn.Flatten() into a container', async () => {
    const text = `${HEAD}net = nn.Sequential(nn.ReLU(), nn.Linear(784, 10))\ny = net(torch.randn(8, 1, 28, 28))\n`;
    assert.deepEqual(await mending(text), [
      'Flatten the axes after the batch',
      'Insert nn.Flatten() before this layer',
    ]);
  });

  it('are offered for the finding that they mend, and for no other', async () => {
    const text = `${HEAD}net = nn.Sequential(nn.Conv2d(1, 16, 5), nn.Conv2d(16, 32, 5), nn.Conv2d(16, 32, 5))
x = net(torch.randn(2, 1, 28, 28))
y = nn.Linear(12800, 10)(x.flatten(1))
`;
    const before = await analyze(text);
    const offered = async (finding: Finding): Promise<string[]> => {
      const titles: string[] = [];
      for (const fix of candidates({ path: '', language: 'python', text }, finding))
        if (mends(finding, before, await analyze(applied(text, fix)))) titles.push(fix.title);
      return titles;
    };
    const [channels, features] = before.findings;
    const same = 'Add padding="same" to nn.Conv2d(16, 32, 5)';
    const titles = candidates({ path: '', language: 'python', text }, channels!).map(({ title }) => title);
    assert.ok(titles.includes(same), titles.join());
    assert.deepEqual([await offered(channels!), await offered(features!)], [[], [same]]);
  });

  it('insert no layer where a comprehension makes one', async () => {
    const text = `${HEAD}made = [nn.Linear(784, 10)(torch.randn(8, 1, 28, n)) for n in (28, 28)]\n`;
    assert.deepEqual(await mending(text), ['Flatten the axes after the batch']);
  });

  it('insert no layer beside one that stands alone', async () => {
    const text = `${HEAD}fc = nn.Linear(784, 10)\nfc(torch.randn(8, 1, 28, 28))\n`;
    assert.deepEqual(await mending(text), ['Flatten the axes after the batch']);
  });

  it('move the channels of sequences', async () => {
    const text = `${HEAD}conv = nn.Conv1d(64, 8, 3)\nx = torch.randn(8, 20, 64)\ny = conv(x)\n`;
    assert.deepEqual(await mending(text), ['Move the channels of (N, L, C) before the length']);
  });

  it('move channels that stand last', async () => {
    const text = `${HEAD}conv = nn.Conv2d(3, 8, 3)\nx = torch.randn(8, 28, 28, 3)\ny = conv(x)\n`;
    assert.deepEqual(await mending(text), ['Move the channels of (N, H, W, C) before the space']);
  });

  for (const [product, fixes] of [
    ['w @ x', ['Transpose the second operand: w @ x.transpose(-2, -1)', 'Swap the operands: x @ w']],
    [
      'torch.matmul(w, x)',
      ['Transpose the second operand: torch.matmul(w, x.transpose(-2, -1))', 'Swap the operands: torch.matmul(x, w)'],
    ],
    ['w.mm(x)', ['Transpose the second operand: w.mm(x.transpose(-2, -1))', 'Swap the operands: x.mm(w)']],
    ['x @ x', ['Transpose the second operand: x @ x.transpose(-2, -1)']],
  ] as const) {
    it(`change the operands of ${product}`, async () => {
      const made =
        product === 'x @ x' ? 'x = torch.randn(4, 8)' : 'w, x = torch.randn(8, 8, 1)[..., 0], torch.randn(3, 8)';
      assert.deepEqual(await mending(`${HEAD}${made}\ny = ${product}\n`), fixes);
    });
  }

  it('say that batches come first', async () => {
    const call = 'y, _ = lstm(torch.randn(32, 5, 10), (torch.zeros(1, 32, 20), torch.zeros(1, 32, 20)))';
    const text = `${HEAD}lstm = nn.LSTM(10, 20)\n${call}\n`;
    assert.deepEqual(await mending(text), ['Add batch_first=True to nn.LSTM(10, 20)']);
  });

  it('pad a convolution, or all of them, where sizes must stay', async () => {
    const one = `${HEAD}conv = nn.Conv2d(3, 3, 3)\nx = torch.randn(8, 3, 28, 28)\ny = x + conv(x)\n`;
    assert.deepEqual(await mending(one), ['Add padding="same" to nn.Conv2d(3, 3, 3)']);
    const two = `${HEAD}net = nn.Sequential(nn.Conv2d(3, 3, 3), nn.Conv2d(3, 3, (5, 5),))\nx = torch.randn(8, 3, 28, 28)\ny = x + net(x)\n`;
    assert.deepEqual(await mending(two), ['Add padding="same" to 2 layers']);
  });

  it('pad no convolution that is padded, nor one with steps', async () => {
    for (const more of ['1, 0', 'padding=0', 'stride=2']) {
      const text = `${HEAD}conv = nn.Conv2d(3, 3, 3, ${more})\nx = torch.randn(8, 3, 28, 28)\ny = x + conv(x)\n`;
      assert.deepEqual(await mending(text), []);
    }
  });

  it('complete networks of Keras', async () => {
    const head = 'import numpy as np\nfrom tensorflow import keras\nfrom tensorflow.keras import layers\n';
    const data = 'x = np.zeros((50, 8, 8, 1))\ny = np.zeros((50, 10))\n';
    const compiled = "model.compile('adam', 'categorical_crossentropy')\nmodel.fit(x, y)\n";
    const convolution = 'layers.Conv2D(4, 3, input_shape=(8, 8, 1))';
    const listed = `model = keras.Sequential([${convolution}, layers.Dense(10, activation="softmax")])\n`;
    assert.deepEqual(await mending(head + data + listed + compiled), ['Insert layers.Flatten() before this layer']);
    const added = `model = keras.Sequential()\nmodel.add(${convolution})\nmodel.add(layers.Dense(10, activation="softmax"))\n`;
    assert.deepEqual(await mending(head + data + added + compiled), ['Insert layers.Flatten() before this layer']);
    const functional = `i = keras.Input((8, 8, 1))\nh = layers.Conv2D(4, 3)(i)\no = layers.Dense(10, activation="softmax")(h)\nmodel = keras.Model(i, o)\n`;
    assert.deepEqual(await mending(head + data + functional + compiled), ['Insert layers.Flatten() before this layer']);
    const recurrent = 'model = keras.Sequential([layers.LSTM(4, input_shape=(5, 2)), layers.LSTM(3)])\n';
    assert.deepEqual(await mending(head + recurrent), [
      'Add return_sequences=True to layers.LSTM(4, input_shape=(5, 2))',
      'Add return_sequences=True to 2 layers',
    ]);
    const flat = 'model = keras.Sequential([layers.Dense(10, input_shape=(64,), activation="softmax")])\n';
    assert.deepEqual(await mending(head + data + flat + compiled), [
      'Flatten the data after the batch',
      'Insert layers.Flatten() before this layer',
    ]);
  });

  it('complete networks of TensorFlow.js', async () => {
    const head = "import * as tf from '@tensorflow/tfjs';\nconst model = tf.sequential();\n";
    const convolution = 'model.add(tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3 }));\n';
    const fit =
      "model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });\nmodel.fit(tf.zeros([50, 8, 8, 1]), tf.zeros([50, 10]));\n";
    const dense = 'model.add(tf.layers.dense({ units: 10 }));\n';
    const wrong = head + convolution + dense + fit;
    assert.deepEqual(await mending(wrong, 'javascript'), ['Insert tf.layers.flatten() before this layer']);
    const recurrent =
      'model.add(tf.layers.lstm({ inputShape: [5, 2], units: 4 }));\nmodel.add(tf.layers.lstm({ units: 3 }));\n';
    assert.deepEqual(await mending(head + recurrent, 'javascript'), [
      'Add returnSequences: true to tf.layers.lstm({ inputShape: [5, 2], uni…',
      'Add returnSequences: true to 2 layers',
    ]);
  });

  it('call a layer that was given what it merges', async () => {
    const head = 'from keras import layers\nx, y = layers.Input((4,)), layers.Input((4,))\n';
    const title = 'Make the layer, then call it on the list';
    assert.deepEqual(await mending(`${head}z = layers.Add([x, y])\n`), [title]);
    assert.deepEqual(await mending(`${head}z = layers.Dense(2)(layers.Concatenate([x, y]))\n`), [title]);
    assert.deepEqual(await mending(`${head}z = layers.Dot([x, y])\n`), []);
  });

  it('are none where nothing of the kind fits', async () => {
    const text = `${HEAD}fc = nn.Linear(100, 10)\nx = torch.randn(8, 1, 28, 28)\ny = fc(x)\n`;
    assert.deepEqual(await mending(text), []);
  });
});
