import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  contributes: { commands: { command: string }[] };
}

const extension = vscode.extensions.getExtension<unknown>('nabla.nabla')!;

describe('the extension in its host', () => {
  it('is active', () => {
    assert.ok(extension.isActive);
  });

  it('registers exactly the commands that its manifest lists', async () => {
    const { contributes } = extension.packageJSON as Manifest;
    const listed = contributes.commands.map(({ command }) => command);
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith('nabla.'));
    // VS Code itself adds `<view>.focus`, `.open`, `.resetViewLocation` … for each view, and one for each container.
    const own = registered.filter(
      (id) => !/^nabla\.[\w-]+\.(focus|open|resetViewLocation|removeView|toggleVisibility)$/.test(id),
    );
    assert.deepEqual(own.sort(), listed.sort());
  });
});
