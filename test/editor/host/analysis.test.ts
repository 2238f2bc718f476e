import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { until } from './until';

const folder = vscode.workspace.workspaceFolders![0]!.uri;

async function show(file: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, file));
  return vscode.window.showTextDocument(document);
}

const diagnostics = (uri: vscode.Uri) =>
  until(
    () => vscode.languages.getDiagnostics(uri),
    (found) => found.length > 0,
  );

function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} is in ${document.fileName}`);
  return document.positionAt(at + text.length - 1);
}

/** The hover at `position`, as one Markdown string; empty if there is none. */
async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value)).join('\n');
}

/** For each language the line that makes names known, and the names that every user of it meets. */
const explained = [
  {
    language: 'python',
    imports: 'from torch import nn, optim',
    names: ['nn.Linear', 'nn.Conv2d', 'nn.ReLU', 'nn.CrossEntropyLoss', 'optim.Adam', 'nn.LSTM'],
  },
  {
    language: 'python',
    imports: 'import keras\nfrom keras import layers',
    names: [
      'layers.Dense',
      'layers.Conv2D',
      'layers.ReLU',
      'keras.losses.CategoricalCrossentropy',
      'keras.optimizers.Adam',
      'layers.LSTM',
    ],
  },
  {
    language: 'javascript',
    imports: "import * as tf from '@tensorflow/tfjs';",
    names: [
      'tf.layers.dense',
      'tf.layers.conv2d',
      'tf.layers.reLU',
      'tf.losses.softmaxCrossEntropy',
      'tf.train.adam',
      'tf.layers.lstm',
    ],
  },
];

describe('hovers through the API', () => {
  for (const { language, imports, names } of explained)
    for (const name of names)
      it(`explain ${name} with an equation, drawn and in text`, async () => {
        const content = `${imports}\n\nx = ${name}()\n`;
        const document = await vscode.workspace.openTextDocument({ language, content });
        const position = positionOf(document, name);
        const markdown = await until(() => hoverAt(document, position), Boolean);
        assert.match(markdown, /!\[[^\]]+\]\(data:image\/svg\+xml/);
        assert.match(markdown, /```|`[^`]*=[^`]*`/, 'the equation in text');
      });

  it('shows none over a name that only looks like a layer', async () => {
    const { document } = await show('classifier.py');
    const position = positionOf(document, 'DigitClassifier');
    await until(() => hoverAt(document, positionOf(document, 'nn.Linear')), Boolean);
    assert.ok(!(await hoverAt(document, position)).includes('data:image'));
  });
});

describe('diagnostics through the API', () => {
  it('name both planted mistakes, each with its rule', async () => {
    const { document } = await show('classifier.py');
    const found = await diagnostics(document.uri);
    assert.equal(found.length, 2, JSON.stringify(found));
    const lines = found.map(({ range }) => document.lineAt(range.start.line).text.trim());
    assert.ok(
      lines.some((line) => line.includes('nn.Linear(1600, 128)') || line.includes('self.hidden(')),
      lines.join('\n'),
    );
    assert.ok(
      lines.some((line) => /softmax|criterion/.test(line)),
      lines.join('\n'),
    );
    for (const { source, code } of found) {
      assert.equal(source?.toLowerCase(), 'nabla');
      assert.ok(code);
    }
  });

  it('leave the correct file alone', async () => {
    const { document } = await show('clean.py');
    const hints = await until(
      () =>
        vscode.commands.executeCommand<vscode.InlayHint[]>(
          'vscode.executeInlayHintProvider',
          document.uri,
          new vscode.Range(0, 0, document.lineCount, 0),
        ),
      (found) => found.length > 0,
    );
    assert.ok(hints.length > 0, 'the file was analysed');
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it('come with a fix that puts the right number in and then go away', async () => {
    const { document } = await show('classifier.py');
    const found = await diagnostics(document.uri);
    const actions = await Promise.all(
      found.map(({ range }) =>
        vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range),
      ),
    );
    const edit = actions.flat().find(({ edit, kind }) => edit && kind?.contains(vscode.CodeActionKind.QuickFix))?.edit;
    assert.ok(edit, 'a quick fix with an edit');
    await vscode.workspace.applyEdit(edit);
    assert.match(document.getText(), /nn\.Linear\(3136, 128\)/);
    const after = await until(
      () => vscode.languages.getDiagnostics(document.uri),
      (left) => left.length === found.length - 1,
    );
    assert.equal(after.length, found.length - 1);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(document.getText(), readFileSync(document.fileName, 'utf8'));
  });
});
