import assert from 'node:assert/strict';
import { loadGrammars, type Grammars } from './grammars';
import { parse } from './parse';
import type { Language } from './program';

describe('what a grammar cannot read', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars();
  });

  /** The lines, from 1, where it begins. */
  const lines = (text: string, language: Language = 'python'): number[] =>
    parse(grammars, { path: '', language, text }).unparsed.map(
      ({ start }) => text.slice(0, start).split('\n').length, // prettier-ignore
    );

  it('is told by its lines', () => {
    assert.deepEqual(lines('a = 1\nx = f(3, 4\ny = 2\n\ndef g(x):\n    return x @@ 2\n\nz = 3\n'), [2, 6]);
    assert.deepEqual(lines('for x in y\n    z = x\n'), [1]);
    assert.deepEqual(lines("s = 'abc\nt = 2\n"), [1]);
    assert.deepEqual(lines('%matplotlib inline\nx = 1\n'), [1]);
  });

  it('is what is missing, too', () => {
    assert.deepEqual(lines('a = 1;\nf(a;\n', 'javascript'), [2]);
    assert.deepEqual(lines('c = 1\ndef k(:\n    return 3\n'), [2]);
  });

  it('is nothing of a program', () => {
    assert.deepEqual(
      lines('def f[T](x: T, /) -> T:\n    return x\ntype A = int\ntry:\n    f(1)\nexcept* ValueError:\n    pass\n'),
      [],
    );
    assert.deepEqual(lines('const a: number = 1;\nexport {};\n', 'typescript'), []);
    assert.deepEqual(lines('const a = <p>{1}</p>;\n', 'tsx'), []);
  });
});
