import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = 'import numpy as np, torch\nfrom torch import nn\n';

describe('tensors of what is given', () => {
  it('have as many axes as sizes are given, also where one is not known', async () => {
    const found = await shapesOf(`${HEAD}k = torch.load('k')
labels = torch.LongTensor(np.arange(9) % 4)
a = torch.FloatTensor(16, labels.max().item() + 1)
b = torch.FloatTensor(16, k)
c = torch.zeros(1).new(4, k)
d = torch.FloatTensor(3, *k)
e = torch.FloatTensor(3, 5)
f = torch.FloatTensor(3)
`);
    assert.deepEqual(found.slice(2), ['a: (16, n0)', 'b: (…)', 'c: (…)', 'd: ?', 'e: (3, 5)', 'f: (3,)']);
  });

  it('are of the type that is named where an array is converted', () =>
    check(`${HEAD}x = torch.LongTensor(np.arange(4))
nn.Embedding(5, 2)(x)
nn.Linear(4, 2)(x)
^^^^^^^^^^^^^^^^^^ type-mismatch
nn.Linear(4, 2)(torch.Tensor(np.arange(4)))
`));
});
