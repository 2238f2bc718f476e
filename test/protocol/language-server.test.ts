import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { renderEquations } from '../../language-server/equations/render.mjs';
import type { Theme } from '../../language-server/protocol';
import { Editor } from './editor';
import { FIXED, NETWORK, START_MILLISECONDS } from './network';

let editor: Editor;
let folder: string;
let count = 0;

/** A document of its own for each test. */
async function opened(text: string, languageId = 'python'): Promise<string> {
  count += 1;
  const uri = `file:///workspace/program-${count}.${languageId === 'python' ? 'py' : 'ts'}`;
  await editor.open(uri, text, languageId);
  return uri;
}

/** The SVG inside a hover's Markdown. */
function image(markdown: string | undefined): string {
  const data = /!\[[^\]]+\|width=\d+,height=\d+\]\(data:image\/svg\+xml;base64,([^)]+)\)/.exec(markdown ?? '');
  assert.ok(data, markdown?.slice(0, 200));
  return Buffer.from(data[1]!, 'base64').toString();
}

describe('language server', () => {
  before(async function () {
    this.timeout(START_MILLISECONDS);
    folder = mkdtempSync(join(tmpdir(), 'nabla-language-server-'));
    const equations = join(folder, 'equations.json');
    writeFileSync(equations, JSON.stringify(await renderEquations()));
    editor = await Editor.start({ theme: 'dark', equations });
  });

  after(async () => {
    assert.equal(await editor.stop(), 0);
    assert.deepEqual(editor.logged, []);
    rmSync(folder, { recursive: true, force: true });
  });

  it('pulls diagnostics, synchronizes incrementally and reads notebooks', () => {
    const { capabilities } = editor.answer;
    assert.equal(capabilities.textDocumentSync, 2);
    assert.ok(capabilities.diagnosticProvider && capabilities.notebookDocumentSync);
    assert.ok(capabilities.hoverProvider && capabilities.inlayHintProvider && capabilities.codeActionProvider);
  });

  describe('models', () => {
    it('tells layers with shapes and numbers, where they are made, and the whole as a table', async () => {
      const uri = await opened(FIXED);
      const [model, ...others] = await editor.models(uri);
      assert.deepEqual(others, []);
      assert.equal(model!.title, 'Net');
      const [features, classifier] = model!.children;
      assert.deepEqual(
        features!.children.map(({ title, detail }) => `${title} ${detail}`),
        [
          '0: Conv2d 1→8, 3×3 (4, 8, 28, 28) · 80',
          '1: ReLU (4, 8, 28, 28)',
          '2: MaxPool2d (4, 8, 14, 14)',
          '3: Flatten (4, 1568)',
        ],
      );
      assert.equal(classifier!.parameters, 15690);
      assert.deepEqual(classifier!.place, editor.position(uri, 'nn.Linear'));
      assert.match(model!.table, /^\| Net .*\| +15,770 \|/m);
    });

    it('says above the line that makes a model what it costs', async () => {
      const uri = await opened(FIXED);
      const [lens, ...others] = await editor.lenses(uri);
      assert.deepEqual(others, []);
      assert.equal(lens!.range.start.line, editor.position(uri, 'logits').line);
      const expected = '5 layers · 15.8 k parameters · 289 k multiply-adds · (4, 1, 28, 28) → (4, 10)';
      assert.equal(lens!.command?.title, expected);
    });

    it('has none of a document without models, nor of a message that asks for none', async () => {
      assert.deepEqual(await editor.models(await opened('x = 1\n')), []);
      assert.deepEqual(await editor.models('file:///not/open.py'), []);
    });

    it('says over a layer and over its call what it makes of what it gets', async () => {
      const uri = await opened(FIXED);
      const made = await editor.hover(uri, editor.position(uri, 'nn.Linear', 3));
      const called = await editor.hover(uri, editor.position(uri, 'self.classifier(h)', 6));
      const told = '`(4, 1568)` → `(4, 10)` · 15.7 k parameters · 62.7 k multiply-adds';
      assert.ok(made?.includes(told), made?.slice(-300));
      assert.equal(called, `Returns \`(4, 10)\`\n\n${told}`);
    });

    it('says over an argument whose it is, and what the layer makes', async () => {
      const told = '`(4, 1568)` → `(4, 10)` · 15.7 k parameters · 62.7 k multiply-adds';
      const named = FIXED.replace('1568, 10', 'in_features=1568, out_features=10');
      for (const [text, at, name] of [
        [FIXED, '1568', 'in_features'],
        [FIXED, '10)', 'out_features'],
        [named, 'in_features', 'in_features'],
        [named, '=10', 'out_features'],
      ] as const) {
        const uri = await opened(text);
        const said = await editor.hover(uri, editor.position(uri, at, 1));
        assert.equal(said, `\`${name}\` of \`torch.nn.Linear\`\n\n${told}`);
      }
      const script =
        "import * as tf from '@tensorflow/tfjs';\nconst d = tf.layers.dense({ units: 10 });\nd.apply(tf.zeros([4, 8]));\n";
      const uri = await opened(script, 'typescript');
      const said = await editor.hover(uri, editor.position(uri, 'units', 2));
      assert.equal(said, '`units` of `tfjs.layers.dense`\n\n`(4, 8)` → `(4, 10)` · 90 parameters · 320 multiply-adds');
    });
  });

  describe('hover', () => {
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

  describe('diagnostics', () => {
    it('point at the Linear that does not fit, and a fix makes it clean', async () => {
      const uri = await opened(NETWORK);
      const [diagnostic, ...others] = await editor.diagnostics(uri);
      assert.deepEqual(others, []);
      assert.equal(diagnostic!.code, 'shape-mismatch');
      assert.equal(diagnostic!.source, 'nabla');
      assert.equal(diagnostic!.severity, 1);
      assert.match(diagnostic!.message as string, /1568/);
      assert.match(editor.text(uri, diagnostic!.range), /classifier/);
      assert.ok(diagnostic!.relatedInformation!.length > 0);
      const fix = (await editor.actions(uri, diagnostic!.range)).find(({ title }) => title.includes('1568'));
      assert.equal(await editor.apply(uri, fix!), FIXED);
      assert.deepEqual(await editor.diagnostics(uri), []);
      assert.deepEqual(await editor.actions(uri), []);
    });

    it('are silenced on a line by a comment, which grows by the next rule', async () => {
      const uri = await opened(NETWORK);
      const [diagnostic] = await editor.diagnostics(uri);
      const ignore = (await editor.actions(uri, diagnostic!.range)).find(({ title }) => title.startsWith('Ignore'));
      assert.match(await editor.apply(uri, ignore!), / {2}# nabla: ignore\[shape-mismatch\]\n/);
      assert.deepEqual(await editor.diagnostics(uri), []);
      const other = await opened(NETWORK.replace('(h)\n', '(h)  # nabla: ignore[dtype-mismatch]\n'));
      const more = (await editor.actions(other)).find(({ title }) => title.startsWith('Ignore'));
      assert.match(await editor.apply(other, more!), /# nabla: ignore\[dtype-mismatch, shape-mismatch\]\n/);
      assert.deepEqual(await editor.diagnostics(other), []);
    });

    it('come and go with edits', async () => {
      const uri = await opened(FIXED);
      assert.deepEqual(await editor.diagnostics(uri), []);
      const start = editor.position(uri, '1568');
      const range = { start, end: { ...start, character: start.character + 4 } };
      await editor.edit(uri, [{ range, newText: '7' }]);
      assert.equal((await editor.diagnostics(uri)).length, 1);
    });
  });

  describe('inlay hints', () => {
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

  it('reports and mends matters of style where the settings ask for them', async () => {
    const uri = await opened('def f(x):\n    B, T, C = x.shape\n    y = x * 2  # (B, C, T)\n    return y\n');
    assert.deepEqual(await editor.diagnostics(uri), []);
    await editor.settings({ optionalRules: ['shape-comment-names'] });
    assert.deepEqual(
      (await editor.diagnostics(uri)).map(({ code }) => code),
      ['shape-comment-names'],
    );
    await editor.settings({});
    assert.deepEqual(await editor.diagnostics(uri), []);
  });

  it('completes a layer with the number that reaches it', async () => {
    const uri = await opened(NETWORK.replace('1000, 10)', ''));
    const position = editor.position(uri, 'nn.Linear(', 'nn.Linear('.length);
    assert.deepEqual(
      (await editor.completions(uri, position)).map(({ label }) => label),
      ['1568'],
    );
    assert.deepEqual(await editor.completions(uri, editor.position(uri, 'import')), []);
  });

  it('reads a notebook’s cells in order as one program', async () => {
    const lines = NETWORK.split('\n');
    const cells = ['%matplotlib inline\n!pip list', lines.slice(0, 13).join('\n'), lines.slice(13).join('\n')];
    const uris = cells.map((_, index) => `vscode-notebook-cell:/workspace/a.ipynb#${index}`);
    const cellOf = (index: number): object => ({ kind: 2, document: uris[index]! });
    await editor.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri: 'file:///workspace/a.ipynb',
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: uris.map((_, index) => cellOf(index)),
      },
      cellTextDocuments: uris.map((uri, index) => ({ uri, languageId: 'python', version: 1, text: cells[index]! })),
    });
    const found = await Promise.all(uris.map((uri) => editor.diagnostics(uri)));
    assert.deepEqual(
      found.map((diagnostics) => diagnostics.length),
      [0, 1, 0],
    );
    assert.equal(found[1]![0]!.range.start.line, 12);
    const [hint] = await editor.hints(uris[2]!);
    assert.deepEqual([hint!.label, hint!.position], [': (4, 10)', { line: 2, character: 6 }]);
    await editor.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: 'file:///workspace/a.ipynb', version: 2 },
      change: { cells: { structure: { array: { start: 0, deleteCount: 3, cells: [2, 0, 1].map(cellOf) } } } },
    });
    assert.deepEqual(await editor.hints(uris[2]!), []);
    assert.equal((await editor.diagnostics(uris[1]!)).length, 0);
  });

  it('answers for another document, and takes in an edit, while a long one is analysed', async () => {
    const long = 'import torch\n' + Array.from({ length: 9000 }, (_, i) => `x${i} = torch.ones(2, ${i})\n`).join('');
    const [uri, other] = [await opened(`${long}x1 @ x1\n`), await opened('import torch\ny = torch.ones(2, 3)\n')];
    const told: string[] = [];
    const tell = (what: string) => (): void => void told.push(what);
    const diagnostics = editor.diagnostics(uri);
    const asked = [
      diagnostics.then(tell('diagnostics')),
      editor.hints(other).then(tell('hints of the other')),
      editor.completions(other, { line: 0, character: 0 }).then(tell('completions of the other')),
    ];
    const start = { line: 0, character: 0 };
    await editor.edit(uri, [{ range: { start, end: start }, newText: '#\n' }]);
    await Promise.all(asked);
    assert.deepEqual(told, ['hints of the other', 'completions of the other', 'diagnostics']);
    assert.deepEqual((await diagnostics).map(({ range }) => range.start.line), [9002]); // prettier-ignore
  });

  it('says on the first line of a text that is too long that it is left out', async () => {
    const uri = await opened('x = 1\n'.repeat(400_000));
    const [notice, ...others] = await editor.diagnostics(uri);
    assert.match(
      notice!.message as string,
      /^\S+\.py is left out: its 2,400,000 characters are more than .*; split it, or .*\.$/,
    );
    assert.deepEqual([notice!.severity, notice!.range.start.line, others], [3, 0, []]);
    await editor.edit(uri, [
      { range: { start: { line: 10, character: 0 }, end: { line: 1e6, character: 0 } }, newText: '' },
    ]);
    assert.deepEqual(await editor.diagnostics(uri), []);
  });

  describe('lives through', () => {
    const malformed: Record<string, string> = {
      'an empty file': '',
      'a half-typed line': 'from torch import nn\nlayer = nn.Linear(',
      'nested brackets': `import torch\nx = ${'['.repeat(10_000)}`,
      'lone surrogates': 'import torch\nx = "\ud800" + torch.zeros(1, 2)\ny = "\udfff"\n',
      'no program at all': '\0\u0001{{{ ]]] \ufeff\u2028 def class lambda: :: = =\n'.repeat(50),
      'carriage returns': FIXED.replaceAll('\n', '\r\n'),
    };

    for (const [name, text] of Object.entries(malformed)) {
      it(name, async () => {
        for (const languageId of ['python', 'typescript']) {
          const uri = await opened(text, languageId);
          assert.ok(Array.isArray(await editor.diagnostics(uri)));
          assert.ok(Array.isArray(await editor.hints(uri)));
          assert.ok(Array.isArray(await editor.actions(uri)));
          await editor.hover(uri, { line: 1, character: 15 });
          await editor.hover(uri, { line: 9999, character: 9999 });
        }
        const uri = await opened(NETWORK);
        assert.equal((await editor.diagnostics(uri)).length, 1);
      });
    }

    it('messages that are none', async () => {
      await editor.theme('purple' as Theme);
      await editor.connection.sendNotification('nabla/theme');
      await editor.settings(null);
      const uri = await opened(NETWORK);
      image(await editor.hover(uri, editor.position(uri, 'Conv2d', 2)));
    });
  });
});
