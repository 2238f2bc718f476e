import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadGrammars, type Grammars } from './grammars';
import { finish } from '../steps';
import { piecesIn, piecesOf } from './pieces';
import { sections } from './python-sections';

const PROGRAMS = join(__dirname, '..', '..', 'test', 'oracle', 'programs');

const parts = (text: string): string[] => sections(text).map(({ start, end }) => text.slice(start, end));

const joined = (...lines: string[]): string => lines.join('\n');

describe('the sections of a Python text', () => {
  let grammars: Grammars;

  before(async () => {
    grammars = await loadGrammars();
  });

  it('begin with each statement at the margin', () => {
    const all = [
      'import torch',
      'def f():\n    return 1',
      'x = f(\n1\n)  # one',
      'if x:\n    y = 1\nelse:\n    y = 2',
      'z = 3',
    ];
    assert.deepEqual(parts(`${all.join('\n\n')}\n`), all);
  });

  const whole: Record<string, string> = {
    'a decorator and what it is for': '@first\n@second(1,\n2)\n# why\ndef f(): pass',
    'a string over lines': 'x = """\ndef f():\n\\"""\nclass A:\n"""',
    'brackets over lines': 'x = {\n"a": [\n1,\n], }',
    'a product over lines': 'x = (a\n@b\n)',
    'a joined line': 'x = 1 + \\\n2',
    'a string in a joined line': "x = 'a\\\nb'",
    branches: 'try:\n    a()\nexcept E:\n    b()\nelse:\n    c()\nfinally:\n    d()',
    'a comment with a quote or bracket': "x = 1  # don't (",
    'a bracket or quote in a string': `x = '(' + "it's" + "\\""`,
    'old ends of lines': 'x = """\rdef f():\r"""',
  };
  for (const [what, text] of Object.entries(whole)) {
    it(`keep together ${what}`, () => {
      const [before, after] = ['y = 0', 'z = 0'];
      const expected = text.includes('\r') ? [text] : [before, text, after];
      assert.deepEqual(parts(expected.join('\n')), expected);
    });
  }

  it('are read as the whole is, where that has no mistake', () => {
    for (const name of readdirSync(PROGRAMS).filter((each) => each.endsWith('.py'))) {
      const text = readFileSync(join(PROGRAMS, name), 'utf8');
      assert.deepEqual(finish(piecesIn(grammars, 'python', text)), piecesOf(grammars('python', text), 'python'), name);
    }
  });

  it('end an open bracket or string of one line before the next definition, with its decorators', () => {
    const definitions = ['@torch.no_grad()\ndef f(x):\n    return x', 'class A:\n    pass'];
    for (const mistake of ['x = f(1, [2', "x = 'a", 'x = {1: (']) {
      assert.deepEqual(parts(joined(mistake, ...definitions)), [mistake, ...definitions]);
    }
  });
});
