import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const claimsOf = async (program: string): Promise<string[]> =>
  (await shapesOf(`import functools, torch\nn = 1\n${program}`)).filter((claim) => /^[xyz]: /.test(claim));

/** `f` counts its calls in n. */
const counting = (decorator: string): string => `${decorator}
def f(*given, **named):
    global n
    n += 1
    return [torch.ones(n)]
`;

describe('functions that remember what they gave', () => {
  it('run once for the same arguments', async () => {
    for (const decorator of ['@functools.cache', '@functools.lru_cache', '@functools.lru_cache(maxsize=None)'])
      assert.deepEqual(
        await claimsOf(`${counting(decorator)}f(3).append(torch.ones(9))
f(3)
x = torch.ones(n)
y = f(3)[-1]
f(k=3)
z = torch.ones(n)`),
        ['x: (2,)', 'y: (9,)', 'z: (3,)'],
      );
  });

  it('run for each object', async () => {
    assert.deepEqual(
      await claimsOf(`${counting('@functools.cache')}class A: pass
a = A()
f(a), f(a), f(A())
x = torch.ones(n)`),
      ['x: (3,)'],
    );
  });

  it('may run or not where the arguments are not known, or few results are kept', async () => {
    const unclear = `${counting('@functools.cache')}f(some)\nf(others)\nx = torch.ones(n)`;
    const few = `${counting('@functools.lru_cache(maxsize=1)')}f(1), f(2), f(1)\nx = torch.ones(n)`;
    for (const program of [unclear, few]) assert.match((await claimsOf(program))[0]!, /^x: \(n\d+,\)$/);
  });
});
