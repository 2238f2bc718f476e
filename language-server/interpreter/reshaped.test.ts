import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

/** What PyTorch and NumPy print of `after` is a case of what is claimed; sizes without a name are all called n. */
const expect = async (program: string, claim: string): Promise<void> => {
  const found = await shapesOf(`import torch\nimport numpy as np\n${program}`);
  assert.equal(found.findLast((each) => each.startsWith('after: '))?.replace(/\bn\d+\b/g, 'n'), claim);
};

describe('tensors that get another shape in place', () => {
  it('are of it under their other names', async () => {
    await expect('a = torch.zeros(2, 3)\nb = a\nb.unsqueeze_(0)\nafter = a + 0\n', 'after: (…, 2, 3)');
    await expect('a = torch.zeros(2, 3)\nb = a\nb.unsqueeze_(0)\nafter = b + 0\n', 'after: (1, 2, 3)');
    await expect('a = torch.zeros(2, 3)\nb = a\nb.data = torch.zeros(1, 2)\nafter = a + 0\n', 'after: (n, n)');
    await expect('a = np.zeros((6, 2))\nb = a\nb.shape = (3, 4)\nafter = a + 0\n', 'after: (n, n)');
    await expect('a = torch.zeros(1, 3)\ntorch.Tensor.squeeze_(a)\nafter = a + 0\n', 'after: (…, 3)');
  });

  it('are of it in lists, dictionaries, attributes, closures and for who called', async () => {
    await expect('a = torch.zeros(2, 3)\nb = [a]\na.t_()\nafter = b[0] + 0\n', 'after: (n, n)');
    await expect("a = torch.zeros(2, 3)\nb = {'k': (a, 1)}\na.t_()\nafter = b['k'][0] + 0\n", 'after: (n, n)');
    await expect(
      `class O:
    def __init__(self, w):
        self.w = w
a = torch.zeros(2, 3)
o = O(a)
a.resize_(3, 2)
after = o.w + 0
`,
      'after: (n, n)',
    );
    await expect('a = torch.zeros(2, 3)\ndef f(x):\n    x.unsqueeze_(0)\nf(a)\nafter = a + 0\n', 'after: (…, 2, 3)');
    await expect(
      'def f():\n    a = torch.zeros(2, 3)\n    def g():\n        return a + 0\n    b = a\n    b.t_()\n    return g()\nafter = f()\n',
      'after: (n, n)',
    );
  });

  it('leave others as they are', async () => {
    await expect('a = torch.zeros(2, 3)\nb = torch.zeros(4, 3)\na.t_()\nafter = b + 0\n', 'after: (4, 3)');
    await expect('a = torch.zeros(3, 3)\nb = a\nb.t_()\nafter = a + 0\n', 'after: (3, 3)');
  });

  it('are what a call writes out to', async () => {
    await expect(
      'a = torch.empty(0)\nb = a\ntorch.mm(torch.zeros(2, 3), torch.zeros(3, 4), out=a)\nafter = a + 0\n',
      'after: (2, 4)',
    );
    await expect(
      'a = torch.empty(3, 3)\nb = a\ntorch.mm(torch.zeros(2, 3), torch.zeros(3, 4), out=a)\nafter = b + 0\n',
      'after: (n, n)',
    );
  });

  it('may be what is not known', async () => {
    await expect('a = torch.zeros(2, 3)\nb = [a, torch.zeros(4, 5)][flag()]\nb.unsqueeze_(0)\nafter = a\n', 'after: ?');
    await expect('a = torch.zeros(2, 3)\nflag().unsqueeze(0)\nafter = a\n', 'after: (2, 3)');
  });
});
