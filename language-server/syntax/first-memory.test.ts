import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beginningSmall } from './first-memory';
import { loadGrammars } from './grammars';

const file = join(dirname(require.resolve('@vscode/tree-sitter-wasm')), 'tree-sitter.wasm');

describe('the first memory of tree-sitter', () => {
  it('is less than it asks for, and nothing else is changed', () => {
    const before = readFileSync(file);
    const { wasmBinary, INITIAL_MEMORY } = beginningSmall(Buffer.from(before));
    assert.equal(INITIAL_MEMORY, 8 * 2 ** 20);
    assert.equal([...wasmBinary].filter((byte, i) => byte !== before[i]).length, 1);
  });

  it('is as asked for where that is something else', () => {
    const other = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    assert.deepEqual(beginningSmall(other), { wasmBinary: other });
  });

  it('grows with what is read', async () => {
    const parse = await loadGrammars(['python']);
    const lines = 10_000;
    const root = parse('python', 'x = f(1, [2, y.z], {"a": b})\n'.repeat(lines));
    assert.equal(root.children.length, lines);
    assert.equal(root.children.at(-1)!.text, 'x = f(1, [2, y.z], {"a": b})');
  });
});
