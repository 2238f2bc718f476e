import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const claimsOf = async (program: string): Promise<string[]> =>
  (await shapesOf(`import torch\ncalls = []\ndef f(n):\n    calls.append(n)\n    return n\n${program}`)).filter(
    (claim) => /^[xyz]: /.test(claim),
  );

describe('what is evaluated, and in which order', () => {
  it('is as much of a chain of comparisons as is needed', async () => {
    const program = `f(1) < f(0) < f(5)
x = torch.ones(len(calls))
f(1) < f(2) < f(3) < f(0) < f(9)
y = torch.ones(len(calls))
f(1) < f(some) < f(3)
z = torch.ones(len(calls))`;
    const [x, y, z] = await claimsOf(program);
    assert.deepEqual([x, y], ['x: (2,)', 'y: (6,)']);
    assert.match(z!, /^z: \((n\d+,|…)\)$/);
  });

  it('is an entry’s key before its value', async () => {
    assert.deepEqual(await claimsOf('d = {f(1): len(calls)}\nx = torch.ones(d[1])'), ['x: (1,)']);
  });

  it('is another class’s once an object is of that', async () => {
    const program = `class A:
    def g(self): return torch.ones(2)
class B:
    def g(self): return torch.ones(3)
a = A()
a.__class__ = B
x = a.g()
y = torch.ones(2 if isinstance(a, A) else 3)`;
    const [x, y] = await claimsOf(program);
    assert.equal(x, 'x: ?');
    assert.match(y!, /^y: \((n\d+,|…)\)$/);
  });
});
