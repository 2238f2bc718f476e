import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Editor } from './editor';
import { FIXED } from './network';
import { useServer, type Served } from './use-server';

let editor: Editor;
let opened: Served['opened'];

describe('inlay hints of the language server', () => {
  useServer((served) => {
    ({ editor, opened } = served);
  });

  it('show shapes in the requested lines only', async () => {
    const uri = await opened(FIXED);
    const { line } = editor.position(uri, 'h = self');
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    const hints = await editor.hints(uri, range);
    assert.deepEqual(
      hints.map(({ label, position }) => [label, position]),
      [[': (4, 1568)', { line, character: 9 }]],
    );
    assert.equal((await editor.hints(uri)).length > 1, true);
  });

  it('show what each layer of a container gives, where it has a line to itself', async () => {
    const layers = ['nn.Conv2d(1, 8, 3, padding=1)', 'nn.ReLU()', 'nn.MaxPool2d(2)', 'nn.Flatten()'];
    const uri = await opened(FIXED.replace(layers.join(', '), `\n${layers.join(',\n')}\n`));
    const hints = new Map((await editor.hints(uri)).map(({ label, position }) => [position.line, label]));
    const { line } = editor.position(uri, 'nn.Conv2d');
    assert.deepEqual(
      layers.map((_, i) => hints.get(line + i)),
      [': (4, 8, 28, 28)', ': (4, 8, 28, 28)', ': (4, 8, 14, 14)', ': (4, 1568)'],
    );
  });

  it('show shapes in JavaScript and TypeScript, a comment in theirs', async () => {
    const program = [
      "import * as tf from '@tensorflow/tfjs';",
      'const x = tf.zeros([4, 28, 28, 1]);',
      'const model = tf.sequential({ layers: [',
      '  tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 3 }),',
      '  tf.layers.flatten(),',
      '] });',
      'const h = model.predict(x);',
      'const dense = tf.layers.dense({ units: 10 });',
      'const y = dense.apply(h);',
      '',
    ].join('\n');
    for (const language of ['javascript', 'typescript']) {
      const uri = await opened(program, language);
      const hints = await editor.hints(uri);
      assert.deepEqual(
        hints.map(({ label, position }) => [position.line, label]).sort(([a], [b]) => Number(a) - Number(b)),
        [
          [1, ': (4, 28, 28, 1)'],
          [3, ': (B, 26, 26, 8) | (4, 26, 26, 8)'],
          [4, ': (B, 5408) | (4, 5408)'],
          [6, ': (4, 5408)'],
          [8, ': (4, 10)'],
        ],
      );
      await editor.settings({ inlayHints: 'layers' });
      assert.deepEqual((await editor.hints(uri)).map(({ position }) => position.line).sort(), [3, 4, 8]);
      await editor.settings({ inlayHints: 'all' });
      const last = hints.find(({ position }) => position.line === 8);
      assert.match(await editor.edit(uri, last!.textEdits!), /dense\.apply\(h\); {2}\/\/ \(4, 10\)\n/);
    }
  });

  it('become a comment by a double click', async () => {
    const uri = await opened(FIXED);
    const hint = (await editor.hints(uri)).find(({ label }) => label === ': (4, 1568)');
    assert.match(await editor.edit(uri, hint!.textEdits!), /h = self\.features\(x\) {2}# \(4, 1568\)\n/);
  });

  it('show the layers’ shapes alone, or none, when the settings say so', async () => {
    const uri = await opened(FIXED);
    await editor.settings({ inlayHints: 'layers' });
    assert.deepEqual(
      (await editor.hints(uri)).map(({ label }) => label),
      [': (4, 1568)'],
    );
    await editor.settings({ inlayHints: 'off' });
    assert.deepEqual(await editor.hints(uri), []);
    await editor.settings({ inlayHints: 'nonsense' });
    assert.ok((await editor.hints(uri)).length > 0);
  });
});
