import { check } from '../../testing/check';

describe('pictures of tensors and arrays', () => {
  it('are one each, of few channels where these stand', () =>
    check(`import numpy as np
import torch
from torchvision import transforms as T
to = T.ToPILImage()
a = to(torch.rand(3, 8, 8)), to(torch.rand(8, 9)), to(np.zeros((8, 9, 3), dtype=np.uint8)), to(to(torch.rand(1, 8, 8)))
b = to(torch.rand(2, 3, 8, 8))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = to(torch.rand(24, 24, 3))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = T.functional.to_pil_image(np.zeros((3, 24, 24), dtype=np.uint8))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});
