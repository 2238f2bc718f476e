import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Theme } from '../../language-server/protocol';
import type { Editor } from './editor';
import { FIXED, NETWORK } from './network';
import { image, useServer, type Served } from './use-server';

let editor: Editor;
let opened: Served['opened'];

describe('hovers of the language server', () => {
  useServer((served) => {
    ({ editor, opened } = served);
  });

  const inks: Record<Theme, string> = {
    dark: '#e0e0e0',
    light: '#1f1f1f',
    highContrast: '#ffffff',
    highContrastLight: '#000000',
  };

  for (const [theme, ink] of Object.entries(inks) as [Theme, string][]) {
    it(`draws the equation in ink for the theme ${theme}`, async () => {
      const uri = await opened(NETWORK);
      await editor.theme(theme);
      const svg = image(await editor.hover(uri, editor.position(uri, 'Conv2d', 2)));
      assert.ok(svg.includes(`fill="${ink}"`));
      assert.doesNotMatch(svg, /currentColor/);
      for (const other of Object.values(inks)) assert.ok(other === ink || !svg.includes(other));
    });
  }

  it('names the symbols with the library’s shapes, in plain text too', async () => {
    const python = await opened(NETWORK);
    const torch = await editor.hover(python, editor.position(python, 'Conv2d', 2));
    assert.match(torch!, /torch\.nn\.Conv2d/);
    assert.match(torch!, /\(N, C_in, H, W\)/);
    assert.match(torch!, /H′ = ⌊\(H \+ 2p − d\(k−1\) − 1\)\/s⌋ \+ 1/);
    const script = await opened(
      "import * as tf from '@tensorflow/tfjs';\nconst layer = tf.layers.conv2d({ filters: 8, kernelSize: 3 });\n",
      'typescript',
    );
    const tfjs = await editor.hover(script, editor.position(script, 'conv2d', 2));
    assert.match(tfjs!, /tfjs\.layers\.conv2d/);
    assert.match(tfjs!, /\(N, H, W, C_in\)/);
  });

  it('explains the names of all three libraries', async () => {
    const python = [
      ...['torch.nn.Linear', 'torch.nn.ReLU', 'torch.nn.CrossEntropyLoss', 'torch.optim.Adam', 'torch.nn.LSTM'],
      ...['keras.layers.Dense', 'keras.layers.LSTM', 'keras.losses.SparseCategoricalCrossentropy'],
      ...['keras.optimizers.Adam', 'torch.optim.lr_scheduler.StepLR', 'tensorflow.keras.layers.Conv2D'],
    ];
    const imports = 'import torch\nimport keras\nimport tensorflow\n';
    const uri = await opened(`${imports}${python.map((name) => `${name}(1, 1)\n`).join('')}`);
    for (const name of python) {
      const markdown = await editor.hover(uri, editor.position(uri, `${name}(`, name.length - 1));
      image(markdown);
      assert.match(markdown!, /\*\*When to use\.\*\*[^]*\*\*Pitfalls\*\*/, name);
    }
    const tfjs = ['layers.dense', 'layers.lstm', 'layers.reLU', 'train.adam', 'losses.softmaxCrossEntropy'];
    const script = await opened(
      `import * as tf from '@tensorflow/tfjs';\n${tfjs.map((name) => `tf.${name}();\n`).join('')}`,
      'typescript',
    );
    for (const name of tfjs) image(await editor.hover(script, editor.position(script, `${name}(`, name.length - 1)));
  });

  it('shows the shape of what is assigned', async () => {
    const uri = await opened(FIXED);
    assert.equal(await editor.hover(uri, editor.position(uri, 'h = self')), '`h` is `(4, 1568)`');
  });

  it('says nothing over other names', async () => {
    const uri = await opened('class Linear: ...\nLinear()\nprint(1)\n');
    assert.equal(await editor.hover(uri, editor.position(uri, 'Linear()')), undefined);
    assert.equal(await editor.hover(uri, editor.position(uri, 'print')), undefined);
    assert.equal(await editor.hover('file:///workspace/never-opened.py', { line: 0, character: 0 }), undefined);
  });
});
