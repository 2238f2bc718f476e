import assert from 'node:assert/strict';
import { createAnalyzer, type Analyzer, type Claim } from '../../../language-server/analysis';
import { pairs } from '../tfjs/twins';
import { TABLES } from '../tables';
import { Uses, type Exception } from '../uses';
import { documented } from './documented';

/** Every place of a program: all of it runs. */
const everywhere = (text: string): number[] => Array.from({ length: text.length + 1 }, (_, i) => i);

/** Sizes that only a file knows have any name. */
const sizesOf = ({ shape }: Claim): (number | null)[] | undefined =>
  shape && !shape.open ? shape.dimensions.map((size) => (typeof size === 'number' ? size : null)) : undefined;

/** Rows that no program can use here. */
const EXCEPTIONS: readonly Exception[] = [
  { rows: /^tensorflow\.data\.Dataset\.__next__$/, reason: 'is called by next' },
];

describe('libraries that are not installed, as their documentation has them', () => {
  const uses = new Uses(TABLES.documentation);
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
  });
  after(() => {
    uses.release();
  });

  for (const { name, text, expected } of documented())
    it(`${name}: every shape is known and as documented, nothing is reported`, () => {
      const { claims, findings } = analyzer.analyze({ path: name, language: 'python', text });
      uses.count(name, everywhere(text));
      assert.deepEqual(findings, []);
      const found = new Map<number, unknown[]>();
      for (const claim of claims)
        if (sizesOf(claim)) found.set(claim.line, [...(found.get(claim.line) ?? []), sizesOf(claim)]);
      const lines = text.split('\n');
      const told = (of: ReadonlyMap<number, unknown>): string[] =>
        [...of].sort(([a], [b]) => a - b).map(([line, shapes]) => `${lines[line - 1]!}: ${JSON.stringify(shapes)}`);
      assert.deepEqual(told(found), told(expected));
    });

  it('have every row used, there or in a twin of a tfjs program', () => {
    for (const { keras } of pairs()) {
      analyzer.analyze({ path: keras.path, language: 'python', text: keras.text });
      uses.count(keras.path, everywhere(keras.text));
    }
    assert.deepEqual(uses.faults(EXCEPTIONS), { unused: [], idle: [] });
  });
});
