import { check } from '../../../testing/check';

const HEAD = `import torch
from torch import nn
import torch.nn.functional as F
v, m, maps = torch.rand(100), torch.rand(4, 6), torch.rand(2, 3, 4, 5)
`;

describe('dropout of channels', () => {
  it('needs axes for them', () =>
    check(`${HEAD}nn.Dropout2d()(v)
^^^^^^^^^^^^^^^^^ shape-mismatch
F.dropout2d(v, 0.3)
^^^^^^^^^^^^^^^^^^^ shape-mismatch
nn.FeatureAlphaDropout(0.2)(v)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
F.dropout1d(maps, training=False)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
nn.Dropout1d().eval()(v)
^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('takes what it passes on as it is, and any sizes besides', () =>
    check(`${HEAD}nn.Dropout()(v)
nn.Dropout2d().eval()(v)
nn.Dropout2d(0.0)(v)
nn.Dropout3d()(v)
nn.Dropout2d()(m)
nn.Dropout2d()(maps)
nn.Dropout1d()(m)
F.dropout2d(v, 1.0)
F.dropout2d(v, training=False)
F.dropout2d(torch.rand(0))
F.feature_alpha_dropout(v)
F.alpha_dropout(v)
`));
});
