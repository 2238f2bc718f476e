import { check } from '../testing/check';

describe('comparisons of arrays', () => {
  it("are no mistake where NumPy's are compared for being equal: before 1.25 they are unequal then", () =>
    check(`import numpy as np
a = np.zeros(3) == np.zeros(4)
b = np.zeros(3) != np.zeros(4)
`));

  it('crash where they do not fit else', () =>
    check(`import numpy as np
import torch
a = np.zeros(3) < np.zeros(4)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = torch.zeros(3) == torch.zeros(4)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});
