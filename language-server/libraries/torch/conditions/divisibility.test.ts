import { check } from '../../../testing/check';

const HEAD = `import numpy as np
import torch
a, x = np.zeros((4, 10, 6)), torch.zeros(4, 10, 6)
`;

describe('splitting into equal parts', () => {
  it('needs an axis that has as many', () =>
    check(`${HEAD}np.split(a, 3)
^^^^^^^^^^^^^^ shape-mismatch
np.split(a, 4, axis=1)
^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
np.hsplit(a, 3)
^^^^^^^^^^^^^^^ shape-mismatch
torch.dsplit(x, 4)
^^^^^^^^^^^^^^^^^^ shape-mismatch
x.vsplit(3)
^^^^^^^^^^^ shape-mismatch
`));

  it('is at places between parts of any size, too', () =>
    check(`${HEAD}np.split(a, 2), np.split(a, 5, axis=1), np.split(a, [3, 7], axis=1), np.split(a, [9])
np.array_split(a, 3), np.hsplit(a, 5), np.hsplit(a[0, 0], 3), torch.vsplit(x, 2), x.dsplit([1])
`));
});
