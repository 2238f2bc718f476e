import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport somewhere\n';

/** Sizes without a name are all called n. */
const expect = async (program: string, names: RegExp, claims: string[]): Promise<void> => {
  const found = await shapesOf(HEAD + program);
  assert.deepEqual(
    found.filter((claim) => names.test(claim)).map((claim) => claim.replace(/\bn\d+\b/g, 'n')),
    claims,
  );
};

describe('lists of unknown length', () => {
  it('know what each element is like, and give differing sizes anew', () =>
    expect(
      `xs = []
for size in somewhere.sizes():
    xs.append(torch.zeros(size, 4))
a = xs[0]
b = torch.cat([xs[0], xs[1]], dim=1)
ys = [torch.zeros(3, 4) for _ in range(somewhere.count())]
c = torch.stack(ys)
d = torch.cat(ys, dim=1)
zs = [torch.zeros(2) for _ in range(somewhere.count())] + [torch.zeros(2)]
e = zs[-1]
somewhere.change(zs)
f = zs[-1] + 0
`,
      /^[a-f]: /,
      ['a: (n, 4)', 'b: (n, 8)', 'c: (n, 3, 4)', 'd: (3, n)', 'e: (2,)', 'f: ?'],
    ));

  it('hold layers: in ModuleList and Sequential, by comprehension or appended in a loop', () =>
    expect(
      `class Block(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.fc = nn.Linear(dim, dim)
    def forward(self, x):
        return x + self.fc(x)
class Net(nn.Module):
    def __init__(self, dim, depth):
        super().__init__()
        self.embed = nn.Linear(7, dim)
        self.blocks = nn.ModuleList([Block(dim) for _ in range(depth)])
        self.more = nn.ModuleList()
        for _ in range(depth):
            self.more.append(Block(dim))
        self.tail = nn.Sequential(*[Block(dim) for _ in range(depth)])
    def forward(self, x):
        B, T, C = x.shape
        a = self.embed(x)
        for block in self.blocks:
            a = block(a)
        for i, block in enumerate(self.more):
            a = block(a)
        b = self.tail(a)
        return b
`,
      /^[ab]: /,
      ['a: (B, T, dim)', 'a: (B, T, dim)', 'a: (B, T, dim)', 'b: (B, T, dim)'],
    ));

  it('know how many they are where what makes them does', () =>
    expect(
      `def f(n: int, x):
    rows = [torch.zeros(3, 2) for _ in range(1, x.shape[0] + 1)]
    a = torch.stack(rows)
    b = torch.cat(rows)
    c = torch.stack(rows[1:])
    left, right = zip(*[(row, 1) for row in rows])
    d = torch.tensor(right)
    e = torch.stack(list(map(lambda row: row.sum(0), left)))
    rows.pop()
    f = torch.stack(rows)
f(somewhere.count(), torch.zeros(somewhere.count(), 4))
`,
      /^[a-f]: /,
      ['a: (n, 3, 2)', 'b: (n, 2)', 'c: (n, 3, 2)', 'd: (n,)', 'e: (n, 2)', 'f: (n, 3, 2)'],
    ));

  it('are at most as many as a deque holds', () =>
    expect(
      `from collections import deque
window = deque(maxlen=2)
for i in range(4):
    window.append(torch.zeros(i))
a = torch.cat(list(window))
window.appendleft(torch.zeros(7))
b = torch.cat([window[0], window[1]])
open_ended = deque([], maxlen=somewhere.count())
for i in range(4):
    open_ended.append(torch.zeros(5))
c = torch.stack(list(open_ended))
`,
      /^[abc]: /,
      ['a: (5,)', 'b: (9,)', 'c: (n, 5)'],
    ));

  it('may be tensors or None, which a test tells apart', () =>
    expect(
      `before = None
for x in somewhere.steps():
    now = torch.zeros(2, 3)
    if before is None:
        a = before
    else:
        b = before + now
    e = torch.zeros(4) if isinstance(before, torch.Tensor) else torch.zeros(5)
    before = now
c = [each for each in [before, before] if each is not None]
d = torch.stack(c)
`,
      /^[bde]: /,
      ['b: (2, 3)', 'e: ?', 'd: (n, 2, 3)'],
    ));
});
