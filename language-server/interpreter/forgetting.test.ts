import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';
import { expectY } from '../testing/expect-y';

describe('a method that nothing calls', () => {
  const HEAD = `class Memory:
    def __init__(self):
        self.kept, self.sizes, self.table = [], {'n': 2}, torch.zeros(4, 5)
`;

  it('finds what other calls of methods have left in lists and dictionaries', async () => {
    await expectY(`${HEAD}    def keep(self):\n        self.kept.append(1)\n        y = torch.zeros(len(self.kept))`, [
      '(n,)',
    ]);
    const program = `${HEAD}    def set(self, n):
        self.sizes['n'] = n
    def make(self):
        y = torch.zeros(self.sizes['n'])`;
    await expectY(program, ['(…)']);
  });

  it('finds tensors as they are whose entries are set, and lists that nothing changes', async () => {
    const program = `${HEAD}    def set(self, x):
        self.table[0] = x
        y = self.table
        y = torch.zeros(len(self.kept))`;
    await expectY(program, ['(4, 5)', '(0,)']);
  });

  it('finds globals as other functions may have set them that nothing calls', async () => {
    const program = `n, m = 4, 5
def set(value):
    global n
    n = value
def also(value):
    global m
    m = value
also(6)
def make():
    y = torch.zeros(n)
    y = torch.zeros(m)`;
    await expectY(program, ['(…)', '(6,)']);
  });

  it('finds lists and dictionaries of the module as others may have changed them, and the rest as it is', async () => {
    const program = `kept, lists, untouched = [], [[]], []
sizes = {'n': 2, 'm': 3}
class Config:
    n, m = 4, 5
def keep():
    kept.append(1)
    for each in lists:
        each.append(1)
    untouched = []
    untouched.append(1)
def change():
    sizes['n'] = 5
    Config.n = 6
def use():
    y = torch.zeros(len(kept))
    y = torch.zeros(sizes['n'])
    y = torch.zeros(sizes['m'])
    y = torch.zeros(len(lists[0]))
    y = torch.zeros(Config.n)
    y = torch.zeros(Config.m)
    y = torch.zeros(len(untouched))`;
    await expectY(program, ['(n,)', '(…)', '(3,)', '(n,)', '(…)', '(5,)', '(0,)']);
  });

  it('finds attributes as other methods may have set them in any way', async () => {
    const program = `class Box:
    def __init__(self):
        self.a, self.b, self.c, self.d, self.kept = 2, 3, 4, 5, []
        self.layers = [torch.nn.Linear(3, 6)]
    def loop(self):
        for self.a in range(3):
            pass
    def enter(self, box):
        with box as self.b:
            pass
    def by_name(self):
        setattr(self, 'c', 5)
    def keep(self):
        kept = self.kept
        kept.append(3)
    def freeze(self):
        for layer in self.layers:
            layer.weight.requires_grad = False
    def use(self):
        y = torch.zeros(self.a)
        y = torch.zeros(self.b)
        y = torch.zeros(self.c)
        y = torch.zeros(len(self.kept))
        y = torch.zeros(self.d)
        y = self.layers[0](torch.zeros(3))`;
    await expectY(program, ['(…)', '(…)', '(…)', '(n,)', '(5,)', '(6,)']);
  });

  it('is all of a dictionary that they change in many places', async () => {
    const changing = Array.from({ length: 40 }, (_, i) => `def set_${i}():\n    sizes['k${i}'] = 5\n`).join('');
    const program = `sizes, other = {'n': 2}, {'n': 2}\n${changing}def use():
    y = torch.zeros(sizes['n'])
    y = torch.zeros(other['n'])
`;
    await expectY(program, ['(…)', '(2,)']);
  });

  it('is what a function of JavaScript assigns that it does not declare', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
let changed = 2, kept = 3;
const list = [], table = { k: 2, m: 4 };
export function change() {
  let kept = 7;
  kept = changed = 5;
  list.push(1);
  table.k = 7;
}
export function use() {
  const y = tf.zeros([kept, table.m]);
  const z = tf.zeros([changed, list.length, table.k]);
}
`;
    const found = await shapesOf(text, 'typescript');
    assert.deepEqual(found.slice(-2), ['y: (3, 4)', 'z: (n0, n1, n2)']);
  });
});
