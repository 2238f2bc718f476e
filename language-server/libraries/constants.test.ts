import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const expect = async (program: string, claims: string[]): Promise<void> => {
  const found = await shapesOf(`import torch\nimport math\nimport random\nimport numpy as np\n${program}`);
  const of = found.filter((claim) => claim.startsWith('x: ')).map((claim) => claim.replace(/n\d+/g, 'n'));
  assert.deepEqual(of, claims);
};

describe('tensors of fixed entries', () => {
  // The widths are PyTorch's own for these numbers (torchvision's regnet_x_400mf).
  it('give the widths of stages that a program computes', () =>
    expect(
      `widths = torch.arange(22) * 24.48 + 24
blocks = torch.round(torch.log(widths / 24) / math.log(2.54))
sizes = (torch.round(torch.divide(24 * torch.pow(2.54, blocks), 8)) * 8).int().tolist()
x = torch.zeros([size for size in sizes if size != 64][:2])
x = torch.zeros(len(set(sizes)), sizes[1])
`,
      ['x: (24, 152)', 'x: (4, 64)'],
    ));

  it('are forgotten once anything writes to them, by whatever name', () =>
    expect(
      `a = torch.arange(2, 4)
b = a
x = torch.zeros(a.tolist())
b.add_(1)
x = torch.zeros(a.tolist())
c = torch.arange(3)
c[0] = 5
x = torch.zeros(c.tolist())
d = torch.arange(2)
e = d
d += 1
x = torch.zeros(e.tolist())
`,
      ['x: (2, 3)', 'x: (n, n)', 'x: (n, n, n)', 'x: (n, n)'],
    ));

  for (const write of [
    'c.fill(5)',
    'np.copyto(c, 5)',
    'np.random.shuffle(c)',
    'np.random.default_rng().shuffle(c)',
    'random.shuffle(c)',
    'c.sort()',
    'v = c[1:]\nv[0] = 9',
    'c.real[0] = 9',
    'c.flat[0] = 9',
    'c.reshape(1, 3).T.fill(5)',
    'a, b = np.split(c, [2])\na[0] = 9',
    'torch.from_numpy(c).fill_(5)',
  ])
    it(`are forgotten after ${JSON.stringify(write)}`, () =>
      expect(`c = np.array([3, 1, 2])\nx = torch.zeros(c.tolist())\n${write}\nx = torch.zeros(c.tolist())`, [
        'x: (3, 1, 2)',
        'x: (n, n, n)',
      ]));

  it('are forgotten of all that may be what is written to', () =>
    expect(
      `from somewhere import some
c, d = np.array([3, 1, 2]), np.array([4, 5, 6])
e = c if some else d
x = torch.zeros(c.tolist())
e.fill(9)
x = torch.zeros(c.tolist())
x = torch.zeros(d.tolist())
`,
      ['x: (3, 1, 2)', 'x: (n, n, n)', 'x: (n, n, n)'],
    ));

  it('stay where what is written to is computed from them', () =>
    expect('c = np.array([3, 1, 2])\nd = c + 1\nd.fill(5)\nx = torch.zeros(c.tolist())', ['x: (3, 1, 2)']));
});
