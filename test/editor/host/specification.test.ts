/** What VS Code's own JSON server makes of our schema: completion and marks in a specification. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LIMIT, until } from './until';

const folder = vscode.workspace.workspaceFolders![0]!.uri;

/** A specification in which the cursor stands where `|` is. */
async function open(name: string, marked: string): Promise<{ uri: vscode.Uri; cursor: vscode.Position }> {
  const uri = vscode.Uri.joinPath(folder, `${name}.nabla.json`);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(marked.replace('|', '')));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return { uri, cursor: document.positionAt(Math.max(0, marked.indexOf('|'))) };
}

async function proposals(name: string, marked: string, wanted: string): Promise<string[]> {
  const { uri, cursor } = await open(name, marked);
  const ask = async () => {
    const command = 'vscode.executeCompletionItemProvider';
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(command, uri, cursor);
    return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label).replaceAll('"', ''));
  };
  return until(ask, (labels) => labels.includes(wanted));
}

const marksOf = async (name: string, text: string): Promise<string[]> => {
  const { uri } = await open(name, text);
  const found = await until(
    () => vscode.languages.getDiagnostics(uri),
    (marks) => marks.length > 0,
  );
  return found.map(({ message }) => message);
};

describe('a specification in the editor', function () {
  this.timeout(2 * LIMIT);

  it('is offered the sources, and the parameters of the chosen one', async () => {
    assert.ok((await proposals('a', '{ "data": { "source": "|" } }', 'csv')).includes('moons'));
    const csv = await proposals('b', '{ "data": { "source": "csv", "params": { "|" } } }', 'delimiter');
    assert.ok(csv.includes('target') && csv.includes('delimiter'), csv.join(', '));
    const moons = await proposals('c', '{ "data": { "source": "moons", "params": { "|" } } }', 'noise');
    assert.ok(moons.includes('noise') && !moons.includes('delimiter'), moons.join(', '));
  });

  it('is offered the parameters of the chosen architecture', async () => {
    const cnn = await proposals('d', '{ "model": { "architecture": "cnn", "params": { "|" } } }', 'filters');
    assert.ok(cnn.includes('filters') && !cnn.includes('heads'), cnn.join(', '));
  });

  it('has a parameter marked that the chosen one does not take, and a value that it does not', async () => {
    const moons = '{ "source": "moons" }';
    const mlp = '{ "architecture": "mlp", "params": { "units": [8] } }';
    const filters = mlp.replace('units', 'filters');
    const noisy = moons.replace(' }', ', "params": { "noise": "much" } }');
    const marked = async (name: string, data: string, model: string) => {
      const marks = await marksOf(name, `{ "data": ${data}, "model": ${model} }`);
      assert.equal(marks.length, 1, `what is right is not marked: ${marks.join('; ')}`);
      return marks[0]!;
    };
    assert.match(await marked('e', moons, filters), /filters/);
    assert.match(await marked('f', noisy, mlp), /number/);
    assert.match(await marked('g', moons.replace('moons', 'moon'), mlp), /"moons"/);
  });
});
