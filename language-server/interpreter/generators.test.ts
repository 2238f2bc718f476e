import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const expect = async (program: string, claims: string[]): Promise<void> => {
  const found = await shapesOf(`import torch\nimport somewhere\n${program}`);
  assert.deepEqual(
    found.filter((claim) => /^[a-e]: /.test(claim)).map((claim) => claim.replace(/n\d+/g, 'n')),
    claims,
  );
};

describe('generators', () => {
  it('give the values of their yields in order', () =>
    expect(
      `def sizes(last):
    yield 2
    for i in range(2):
        yield 3 + i
    yield from [last, 9]
a = torch.zeros(list(sizes(7)))
it = sizes(5)
b = torch.zeros(next(it), next(it))
`,
      ['a: (2, 3, 4, 7, 9)', 'b: (2, 3)'],
    ));

  it('give values that are alike where their number is not known', () =>
    expect(
      `def batches(n, size):
    for _ in range(n):
        x = torch.randn(size, 3)
        yield x, x.sum(1)
def endless():
    while True:
        yield torch.zeros(4)
for a, b in batches(somewhere.count(), 8):
    c = a + 1
d = next(endless())
`,
      ['c: (8, 3)', 'd: (4,)'],
    ));

  it('claim nothing of what may not be given', () =>
    expect(
      `def some(flag):
    if flag:
        yield torch.zeros(2)
    yield torch.zeros(3)
a = next(some(somewhere.flag()))
`,
      ['a: (n,)'],
    ));

  it('of a function that calls itself for each part are as deep as the value that it takes apart', async () => {
    const found = await shapesOf(`import torch
def move(batch):
    if isinstance(batch, (list, tuple)):
        return type(batch)(move(each) for each in batch)
    return batch.to('cpu')
a, (b, c) = move([torch.ones(2, 3), (torch.ones(4), torch.ones(5))])
`);
    assert.deepEqual(
      found.filter((each) => /^[abc]:/.test(each)),
      ['a: (2, 3)', 'b: (4,)', 'c: (5,)'],
    );
  });
});

describe('what runs when it is asked for', () => {
  const claimsOf = async (program: string): Promise<string[]> =>
    (await shapesOf(`import torch, itertools\nk, xs, d = 3, [1], {'a': 1}\n${program}`)).filter((claim) =>
      /^[xyz]: /.test(claim),
    );
  const changing: readonly (readonly [what: string, program: string])[] = [
    ['a variable', 'g = (torch.ones(k) for _ in range(2))\nk = 5\nx = next(g)'],
    ['a list', 'g = (torch.ones(n) for n in xs)\nxs[0] = 5\nx = next(g)'],
    ['a list inside', 'g = (torch.ones(n) for _ in range(1) for n in xs)\nxs[0] = 5\nx = next(g)'],
    ['a dictionary', "g = (torch.ones(d['a']) for _ in range(2))\nd['a'] = 5\nx = next(g)"],
    ['a function’s variable', 'g = map(lambda n: torch.ones(k), [1])\nk = 5\nx = next(g)'],
    ['a generator’s variable', 'def f():\n    for _ in range(2): yield torch.ones(k)\ng = f()\nk = 5\nx = next(g)'],
    ['an argument', 'def f(them):\n    for n in them: yield torch.ones(n)\ng = f(xs)\nxs[0] = 5\nx = next(g)'],
    [
      'an attribute',
      'class A:\n    n = 1\n    def __init__(self): self.k = 1\n    def f(self):\n        for _ in range(2): yield torch.ones(self.k)\na = A()\ng = a.f()\na.k = 5\nx = next(g)',
    ],
    ['what is done already', 'g = itertools.chain(xs, [2])\nlist(g)\nx = torch.ones(len(list(g)))'],
  ];
  for (const [what, program] of changing)
    it(`is not known once that has changed: ${what}`, async () => {
      assert.match((await claimsOf(program))[0]!, /^x: (\?|\((…|n0,)\))$/);
    });

  it('is known while that is as it was', async () => {
    const program = `def f(them):
    for n in them: yield torch.ones(n, k)
g = f(xs)
other = 5
x = next(g)
for part in (torch.ones(k + n) for n in xs): y = part
z = next(map(lambda n: torch.ones(k, n), xs))`;
    assert.deepEqual(await claimsOf(program), ['x: (1, 3)', 'y: (4,)', 'z: (3, 1)']);
  });

  it('may have run as far as it may', async () => {
    const program = `any((found := n) > 1 for n in [1, 2, 3])
x = torch.ones(found)`;
    assert.match((await claimsOf(program))[0]!, /^x: \((n\d+,|…)\)$/);
  });
});

describe('comprehensions', () => {
  it('bind by := where they stand, and may change what they go through', async () => {
    const claims = await shapesOf(`import torch
n, xs = 0, [1]
def f():
    all = [(last := n) for n in range(4)]
    return last
[n := n + 1 for _ in range(3)]
x = torch.ones(n, f())
y = torch.ones(len([xs.append(1) for n in xs if len(xs) < 4]))
z = torch.ones(len(xs))`);
    assert.equal(claims[0], 'x: (3, 3)');
    for (const claim of claims.slice(1)) assert.match(claim, /^[yz]: (\(n\d+,\)|\(…\)|\?)$/);
  });
});
