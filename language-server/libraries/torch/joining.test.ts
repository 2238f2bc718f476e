import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = 'import torch\nimport somewhere\n';

describe('tensors that are joined', () => {
  it('have the rank of those that are certainly not empty vectors', async () => {
    const last = async (made: string): Promise<string | undefined> => (await shapesOf(`${HEAD}${made}`)).at(-1);
    assert.equal(await last('x = torch.cat((torch.empty(0), torch.ones(3, 4)))'), 'x: (3, 4)');
    assert.equal(await last('x = torch.cat((torch.empty(0), somewhere.y))'), 'x: (…)');
    assert.equal(await last('x = torch.cat((torch.empty(0), torch.tensor([])))'), 'x: (0,)');
    assert.equal(await last('x = torch.cat((torch.ones(0, 4), somewhere.y)).sum(0)'), 'x: (4,)');
  });

  it('may be a vector that is empty and others', () =>
    check(`${HEAD}few = torch.arange(9)[torch.rand(9) > 2]
a = torch.cat((few, torch.ones(3, 4)))
b = torch.cat((torch.ones(9), torch.ones(3, 4)))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});
