import assert from 'node:assert/strict';
import { check, shapesOf } from '../testing/check';

const HEAD = `import torch
from contextlib import contextmanager
from somewhere import unseen
n = 3
`;

const claimsOf = async (program: string): Promise<string[]> =>
  (await shapesOf(HEAD + program)).filter((claim) => /^[xyz]: /.test(claim));

/** Sizes of which nothing is known may be named or not. */
const unnamed = (claim: string): string => claim.replace(/\((n\d+[, ]*)+\)/, '(…)');

describe('functions under decorators that are not seen', () => {
  it('may change what they would change without them', async () => {
    const program = `class A:
    def __init__(self):
        self.n, self.m, self.xs = 1, 2, []
    @unseen
    def grow(self, by):
        self.n += by
        self.xs.append(by)
    @contextmanager
    def growing(self):
        self.m += 1
        yield
        self.m += 5
a, b = A(), A()
a.grow()
with b.growing():
    x = torch.ones(b.m)
y = torch.ones(a.n, len(a.xs))
z = torch.ones(a.m, b.n)`;
    assert.deepEqual((await claimsOf(program)).map(unnamed), ['x: (…)', 'y: (…)', 'z: (2, 1)']);
    await check(HEAD + program);
  });

  it('may be called in another way, and give anything', async () => {
    const program = `@unseen
def f(a, b):
    global n
    n = 4
    return a
x = f(torch.ones(3))
y = torch.ones(n)
class A:
    @unseen
    def __init__(self): self.n = 1
    @property
    @unseen
    def size(self): return 3
z = torch.ones(A().n, A().size)`;
    assert.deepEqual((await claimsOf(program)).map(unnamed), ['x: ?', 'y: (…)', 'z: (…)']);
    await check(HEAD + program);
  });

  it('change what they change once they are passed to what is not seen', async () => {
    const program = `from functools import partial
import threading
xs, ys, zs, ws = [], [], [], []
def fill():
    global n
    n = 4
    xs.append(torch.ones(3))
class A:
    def fill(self): ys.append(torch.ones(3))
def add(to): to.append(torch.ones(3))
thread = threading.Thread(target=fill)
unseen(A().fill), unseen(partial(add, zs)), unseen(ws.append)
for each in [xs, ys, zs, ws]:
    torch.cat(each)
torch.ones(n) + torch.ones(4)`;
    await check(HEAD + program);
  });
});
