import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

/** The claims of x, y and z at the module's top, where a is a (3, 4) and n is 3. */
const claimsOf = async (program: string): Promise<string[]> =>
  (await shapesOf(`import sys, torch\na = torch.ones(3, 4)\nn = 3\n${program}`)).filter((claim) =>
    /^[xyz]: /.test(claim),
  );

describe('the names of a module as entries', () => {
  const writing: readonly (readonly [how: string, program: string, expected: string])[] = [
    ['globals()', "globals()['a'] = torch.ones(5)", '(5,)'],
    ['globals().update', 'globals().update(a=torch.ones(5))', '(5,)'],
    ['vars()', "vars()['a'] = torch.ones(5)", '(5,)'],
    ['locals()', "locals()['a'] = torch.ones(5)", '(5,)'],
    ['sys.modules', 'sys.modules[__name__].a = torch.ones(5)', '(5,)'],
    ['setattr', "setattr(sys.modules['__main__'], 'a', torch.ones(5))", '(5,)'],
    ['__main__', 'import __main__\n__main__.a = torch.ones(5)', '(5,)'],
    ['__dict__', "sys.modules[__name__].__dict__['a'] = torch.ones(5)", '(5,)'],
    ['__globals__', "def f(): return a\nf.__globals__['a'] = torch.ones(5)", '(5,)'],
    ['a name that is not known', 'for name in sys.argv: globals()[name] = torch.ones(5)', '?'],
    ['several at once', 'globals().update(settings)', '?'],
    ['what other code gets', 'change(globals())', '?'],
    ['exec', 'exec(open("settings.py").read())', '?'],
    ['exec in a function', 'def f(): exec(text, globals())\nf()', '?'],
    ['exec of names of its own', 'own = {}\nexec(text, own)', '(3, 4)'],
    ['reading', "names = [k for k, v in globals().items()]\nvars()['a'].sum()\nlocals().get('n')", '(3, 4)'],
  ];
  for (const [how, program, expected] of writing)
    it(`are written: ${how}`, async () => {
      const claims = await claimsOf(`${program}\nx = a\ny = torch.ones(2, 2)`);
      assert.deepEqual(claims, [`x: ${expected}`, 'y: (2, 2)']);
    });

  it('are those of a class’s body', async () => {
    const program = `class Sizes:
    n = 3
    vars()['n'] = 4
x = torch.ones(Sizes.n)
class Others:
    n = 3
    exec('n = 5')
y = torch.ones(Others.n)`;
    assert.deepEqual(await claimsOf(program), ['x: (4,)', 'y: (…)']);
  });
});
