import assert from 'node:assert/strict';
import { createAnalyzer } from '../analysis';
import { loadGrammars } from './grammars';
import { parse } from './parse';

/** Mistakes that tree-sitter takes minutes for. */
const HOSTILE = '@@\n'.repeat(60_000);

const RIGHT = "const tf = require('@tensorflow/tfjs');\nconst x = tf.ones([2, 3]);\n";

describe('a text that takes too long to read', () => {
  it('cannot be read, all of it', async () => {
    const program = parse(await loadGrammars(), { path: '', language: 'javascript', text: HOSTILE });
    assert.deepEqual(program.unparsed, [{ start: 0, end: HOSTILE.length }]);
  });

  it('leaves nothing behind in the texts that follow it', async () => {
    const followed = (await createAnalyzer()).follow({ path: '', language: 'javascript' });
    const shapes = (text: string) => followed.analyze(text).claims.map(({ name, shape }) => [name, shape?.dimensions]);
    assert.deepEqual(shapes(RIGHT), [['x', [2, 3]]]);
    assert.deepEqual(shapes(HOSTILE), []);
    assert.deepEqual(shapes(RIGHT), [['x', [2, 3]]]);
    assert.deepEqual(shapes(RIGHT + HOSTILE), []);
    assert.deepEqual(shapes(`${RIGHT}const y = tf.ones([4]);\n`), [
      ['x', [2, 3]],
      ['y', [4]],
    ]);
    followed.dispose();
  });
});
