import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Editor } from './editor';
import { FIXED, NETWORK } from './network';
import { useServer, type Served } from './use-server';

let editor: Editor;
let opened: Served['opened'];

describe('language server', () => {
  useServer((served) => {
    ({ editor, opened } = served);
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
});
