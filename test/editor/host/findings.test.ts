/** What the editor makes of findings: their fixes, the place that fixed the other side, and comments that silence them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './until';

/** An open document, with so many findings as are expected of it. */
async function opened(content: string, count: number, language = 'python') {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  return { document, found: await diagnostics(document.uri, count) };
}

const diagnostics = (uri: vscode.Uri, count: number) =>
  until(
    () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'nabla'),
    (found) => found.length === count,
  );

const actions = (uri: vscode.Uri, range: vscode.Range) =>
  vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);

const HEAD = 'import torch\nfrom torch import nn\n';
const IMAGES = 'x = torch.randn(8, 1, 28, 28)\n';

/** Programs with one misfit: the fix that mends it, and what that leaves. */
const MENDED: Record<string, { program: string; title: RegExp; left: RegExp }> = {
  'a size': {
    program: 'fc = nn.Linear(100, 10)\ny = fc(torch.randn(8, 784))\n',
    title: /Set in_features to 784/,
    left: /nn\.Linear\(784, 10\)/,
  },
  'a missing flatten': {
    program: `fc = nn.Linear(784, 10)\n${IMAGES}y = fc(x)\n`,
    title: /Flatten/,
    left: /fc\(x\.flatten\(1\)\)/,
  },
  'a missing nn.Flatten()': {
    program: `net = nn.Sequential(nn.ReLU(), nn.Linear(784, 10))\n${IMAGES}y = net(x)\n`,
    title: /Insert nn\.Flatten\(\)/,
    left: /nn\.ReLU\(\), nn\.Flatten\(\), nn\.Linear/,
  },
  'channels that stand last': {
    program: 'conv = nn.Conv2d(3, 8, 3)\nx = torch.randn(8, 28, 28, 3)\ny = conv(x)\n',
    title: /Move the channels/,
    left: /conv\(x\.permute\(0, 3, 1, 2\)\)/,
  },
  'batches that come first': {
    program:
      'lstm = nn.LSTM(10, 20)\ny, _ = lstm(torch.randn(32, 5, 10), (torch.zeros(1, 32, 20), torch.zeros(1, 32, 20)))\n',
    title: /Add batch_first=True/,
    left: /nn\.LSTM\(10, 20, batch_first=True\)/,
  },
  'a convolution that must keep the size': {
    program: 'conv = nn.Conv2d(3, 3, 3)\nx = torch.randn(8, 3, 28, 28)\ny = x + conv(x)\n',
    title: /Add padding="same"/,
    left: /nn\.Conv2d\(3, 3, 3, padding="same"\)/,
  },
};

describe('findings through the API', () => {
  for (const [name, { program, title, left }] of Object.entries(MENDED))
    it(`are mended by a fix: ${name}`, async () => {
      const { document, found } = await opened(`${HEAD}${program}`, 1);
      assert.equal(found.length, 1);
      const offered = await actions(document.uri, found[0]!.range);
      const fix = offered.find((each) => title.test(each.title));
      assert.ok(fix?.edit, offered.map((each) => each.title).join('\n'));
      await vscode.workspace.applyEdit(fix.edit);
      assert.match(document.getText(), left);
      assert.deepEqual(await diagnostics(document.uri, 0), []);
    });

  it('tell what fixed the other side', async () => {
    const { document, found } = await opened(`${HEAD}fc = nn.Linear(100, 10)\ny = fc(torch.randn(8, 784))\n`, 1);
    const related = found[0]!.relatedInformation ?? [];
    const texts = related.map(({ location, message }) => [document.getText(location.range), message]);
    assert.ok(
      texts.some(([text, message]) => text === '100' && message!.includes('in_features')),
      JSON.stringify(texts),
    );
  });

  for (const [language, head, call, sign] of [
    ['python', `${HEAD}w = torch.randn(3, 4)\n`, 'y = torch.relu(\n    w @ w,\n)', '#'],
    [
      'javascript',
      "import * as tf from '@tensorflow/tfjs';\nconst w = tf.zeros([3, 4]);\n",
      'const y = tf.relu(\n  w.matMul(w),\n);',
      '//',
    ],
    [
      'typescript',
      "import * as tf from '@tensorflow/tfjs';\nconst w = tf.zeros([3, 4]);\n",
      'const y = tf.relu(\n  w.matMul(w),\n);',
      '//',
    ],
  ] as const)
    it(`are silenced in ${language} by a comment, offered or behind a statement of several lines`, async () => {
      const { document, found } = await opened(`${head}${call}\n`, 1, language);
      const offered = await actions(document.uri, found[0]!.range);
      const ignore = offered.find(({ title }) => title === 'Ignore shape-mismatch on this line');
      await vscode.workspace.applyEdit(ignore!.edit!);
      assert.ok(document.getText().includes(`${sign} nabla: ignore[shape-mismatch]\n`));
      assert.deepEqual(await diagnostics(document.uri, 0), []);
      const behind = await opened(`${head}${call}  ${sign} nabla: ignore[shape-mismatch]\nz = (`, 0, language);
      assert.deepEqual(behind.found, []);
    });

  it('are silenced in the cell of a notebook that they stand in, and in no other', async () => {
    const cell = (text: string) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
    const product = 'y = torch.relu(\n    w @ w,\n)';
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([
        cell(`%matplotlib inline\n${HEAD}w = torch.randn(3, 4)`),
        cell(product),
        cell(`${product}  # nabla: ignore[shape-mismatch]`),
      ]),
    );
    await vscode.window.showNotebookDocument(notebook);
    const uris = notebook.getCells().map(({ document }) => document.uri);
    const [marked] = await diagnostics(uris[1]!, 1);
    assert.deepEqual(
      uris.map((uri) => vscode.languages.getDiagnostics(uri).length),
      [0, 1, 0],
    );
    const offered = await actions(uris[1]!, marked!.range);
    await vscode.workspace.applyEdit(offered.find(({ title }) => title.startsWith('Ignore'))!.edit!);
    assert.deepEqual(await diagnostics(uris[1]!, 0), []);
  });
});
