import assert from 'node:assert/strict';
import { check, shapesOf } from '../testing/check';

describe('a target in parentheses', () => {
  it('is no tuple without a comma', async () => {
    const found = await shapesOf(`import torch
for x, (e) in [(torch.zeros(2), (3, 4))]:
    y = torch.zeros(e)
(z) = torch.zeros(5)
(w,) = torch.zeros(1, 6)
`);
    assert.deepEqual(found, ['y: (3, 4)', 'z: (5,)', 'w: (6,)']);
  });

  it('is one with it', () =>
    check(`for x, (e,) in [(1, (3, 4))]:
#      ^^^^ unpack-mismatch
    pass
`));
});
