import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const claimsOf = async (program: string): Promise<string[]> =>
  (await shapesOf(`import contextlib, torch\n${program}`)).filter((claim) => /^[xyz]: /.test(claim));

describe('contexts', () => {
  it('may end anywhere where an exception is kept from going on', async () => {
    const program = `n = 5
with contextlib.suppress(KeyError):
    table['a']
    n = 6
x = torch.zeros(n)
class Forgives:
    def __enter__(self): return 4
    def __exit__(self, *error): return True
with Forgives() as y:
    n = 7
    raise ValueError
z = torch.zeros(n)`;
    assert.deepEqual(await claimsOf(program), ['x: (n0,)', 'z: (n1,)']);
  });

  it('are left as their class says', async () => {
    const program = `class Model: pass
model = Model()
model.n = 3
class Swapped:
    def __enter__(self):
        self.before, model.n = model.n, 4
        return model
    def __exit__(self, *error): model.n = self.before
with Swapped() as within:
    x = torch.zeros(within.n)
y = torch.zeros(model.n)`;
    assert.deepEqual(await claimsOf(program), ['x: (4,)', 'y: (3,)']);
  });

  it('are left where an exception goes on', async () => {
    const program = `class Count:
    n = 0
    def __enter__(self): return self
    def __exit__(self, kind, error, trace):
        if kind is None: self.n += 1
        else: self.n += 2
count = Count()
with count: pass
x = torch.zeros(count.n)
try:
    with count: raise ValueError
except ValueError: pass
y = torch.zeros(count.n) + torch.zeros(3)
class Forgives(Count):
    def __exit__(self, kind, error, trace):
        self.n = 4 if kind else 5
        return True
forgives = Forgives()
with forgives: raise ValueError
z = torch.zeros(forgives.n)`;
    assert.deepEqual(await claimsOf(program), ['x: (1,)', 'y: (3,)', 'z: (n0,)']);
  });
});
