import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Theme } from '../../language-server/protocol';
import type { Editor } from './editor';
import { FIXED, NETWORK } from './network';
import { image, useServer, type Served } from './use-server';

let editor: Editor;
let opened: Served['opened'];

describe('a language server under strain', () => {
  useServer((served) => {
    ({ editor, opened } = served);
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
    assert.deepEqual(told.slice(0, -1).sort(), ['completions of the other', 'hints of the other']);
    assert.equal(told.at(-1), 'diagnostics');
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
