import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\n';

const expect = async (program: string, claims: string[]): Promise<void> => {
  const found = await shapesOf(HEAD + program);
  assert.deepEqual(
    found.filter((claim) => !/^(flag|B|T|C): /.test(claim)).map((claim) => claim.replace(/\bn\d+\b/g, 'n')),
    claims,
  );
};

describe('abstract execution', () => {
  it('binds dataclass fields that are passed', () =>
    expect(
      `from dataclasses import dataclass
@dataclass
class C:
    a: int = 2
    b: int = 3
x = torch.zeros(C(5).a, C(b=7).b, C().a)
`,
      ['x: (5, 7, 2)'],
    ));

  it('follows methods that reshape in place', () =>
    expect('x = torch.zeros(2, 3)\nx.unsqueeze_(0)\ny = x + 0\nx.data = torch.ones(4)\nz = x + 0\n', [
      'x: (2, 3)',
      'y: (1, 2, 3)',
      'z: (4,)',
    ]));

  it('joins branches, early returns and loops of unknown length', () =>
    expect(
      `import argparse
flag = argparse.ArgumentParser().parse_args().flag
def f(x):
    if flag:
        return x.sum(0)
    return x.mean(0)
a = f(torch.zeros(2, 3))
b = torch.zeros(2, 3) if flag else torch.zeros(4, 3)
c = torch.zeros(1, 3)
while flag:
    c = torch.cat([c, c])
d = c[0]
e = b.size(1) * torch.zeros(b.size(1))
`,
      ['return: (3,)', 'return: (3,)', 'a: (3,)', 'b: (n, 3)', 'c: (1, 3)', 'c: ?', 'd: (3,)', 'e: (3,)'],
    ));

  it('names the sizes of an unknown tensor as the program does', () =>
    expect('def f(x):\n    B, T, C = x.shape\n    y = x.view(B, T, 4, C // 4).transpose(1, 2)\n    return y\n', [
      'y: (B, 4, T, C//4)',
      'return: (B, 4, T, C//4)',
    ]));
});
