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
});
