import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeCursor } from '@vscode/tree-sitter-wasm';
import { loadGrammars, type Grammars } from './grammars';
import type { Language } from './program';
import type { SyntaxNode } from './tree';

const SILENT = /^[()[\]{}.;]$/;

/** A tree as tree-sitter's own cursor shows it. */
function shown(cursor: TreeCursor): Omit<SyntaxNode, 'text'> {
  const { nodeType: type, nodeIsNamed: isNamed, currentFieldName: field, startIndex: start, endIndex: end } = cursor;
  const children: SyntaxNode[] = [];
  if (cursor.gotoFirstChild()) {
    do {
      if (!SILENT.test(cursor.nodeType)) children.push(shown(cursor) as SyntaxNode);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { type, named: isNamed, field, start, end, children };
}

const plain = ({ type, named, field, start, end, children }: SyntaxNode): object => ({
  ...{ type, named, field, start, end },
  children: children.map(plain),
});

describe('a copied syntax tree', () => {
  let grammars: Grammars;

  before(async () => {
    grammars = await loadGrammars();
  });

  const python = readFileSync(
    join(__dirname, '..', '..', 'test', 'oracle', 'programs', 'annotated_attention.py'),
    'utf8',
  );
  const texts: [string, Language, string][] = [
    ['of a program', 'python', python],
    ['of one that ends too early', 'python', python.slice(0, python.length / 2)],
    ['of one without its brackets', 'python', python.replaceAll(/[)\]]/g, '')],
    ['of nothing', 'python', ''],
    ['of JavaScript', 'typescript', readFileSync(__filename, 'utf8')],
    ['of letters beyond the first 65,536', 'javascript', 'f("𝜵", [a.b?.c]) // 𝜵'],
  ];
  for (const [what, language, text] of texts) {
    it(`${what} is tree-sitter's own`, () => {
      const tree = grammars.tree(language, text);
      const cursor = tree.walk();
      assert.deepEqual(plain(grammars.copy(cursor, text)), shown(cursor));
      assert.equal(cursor.startIndex, tree.rootNode.startIndex, 'the cursor is where it was');
      cursor.delete();
      tree.delete();
    });
  }

  it('of a part has the places of the whole text', () => {
    const text = 'first = 1\nsecond = two(3)\n';
    const root = grammars('python', text, { start: 10, end: 26 });
    const [statement] = root.children;
    assert.deepEqual([statement!.start, statement!.text], [10, 'second = two(3)']);
  });

  it('of 20,000 nested brackets is made without recursion', () => {
    const depth = 20_000;
    assert.doesNotThrow(() => grammars('javascript', '['.repeat(depth) + ']'.repeat(depth)));
  });
});
