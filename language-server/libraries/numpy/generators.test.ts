import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

const HEAD = 'import numpy as np\nimport torch\n';

const last = async (program: string): Promise<string | undefined> => (await shapesOf(HEAD + program)).at(-1);

describe('generators of random numbers', () => {
  it('draw as numpy.random does', async () => {
    assert.equal(await last('rng = np.random.RandomState(0)\nx = torch.from_numpy(rng.rand(4, 2))'), 'x: (4, 2)');
    assert.equal(await last('x = np.random.default_rng(seed=1).normal(size=(3, 5))'), 'x: (3, 5)');
    assert.equal(await last('x = np.random.default_rng().integers(0, 9, 6)'), 'x: (6,)');
  });

  it('shuffle in place', async () => {
    assert.equal(await last('i = np.arange(6)\nnp.random.shuffle(i)\nx = torch.ones(6, 2)[i[1:4]]'), 'x: (3, 2)');
  });
});
