import { check } from '../../../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

describe('conditions of PyTorch', () => {
  it('refuses axes and indices that are not there', () =>
    check(`${HEAD}x = torch.randn(2, 3, 4)
a = x.sum(3)
#   ^^^^^^^^ index-out-of-range
b = x.permute(0, 0, 1)
#   ^^^^^^^^^^^^^^^^^^ index-out-of-range
c = x[:, 3]
#   ^^^^^^^ index-out-of-range
d = x.unsqueeze(3).sum((0, -1))
e = x[1, 2, -4]
`));

  it('tells once that an order has too few or too many axes', () =>
    check(`${HEAD}import numpy as np
x, y = torch.randn(2, 3), np.zeros((2, 3))
a = x.permute(0, 1, 2)
#   ^^^^^^^^^^^^^^^^^^ shape-mismatch
b = torch.permute(x, (2,))
#   ^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = y.transpose(0, 1, 2)
#   ^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = x.permute(0, 2)
#   ^^^^^^^^^^^^^^^ index-out-of-range
e = np.transpose(y, (0, 2))
#   ^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
f = x.permute(1, 0)
`));

  it('holds losses to their targets', () =>
    check(`${HEAD}scores = torch.randn(8, 10)
a = F.cross_entropy(scores, torch.zeros(7, dtype=torch.long))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = F.cross_entropy(scores, torch.zeros(8))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ type-mismatch
c = nn.BCELoss()(torch.rand(8, 1), torch.ones(8))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = F.cross_entropy(scores, torch.rand(8, 10))
e = F.cross_entropy(scores, torch.zeros(8, dtype=torch.long))
f = F.mse_loss(torch.rand(8, 1), torch.rand(()))
`));

  it('holds states of recurrent layers to the batch and the sizes of the layer', () =>
    check(`${HEAD}gru = nn.GRU(8, 16, batch_first=True)
a = gru(torch.randn(3, 7, 8), torch.zeros(1, 7, 16))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = gru(torch.randn(3, 7, 8), torch.zeros(1, 3, 16))
c = nn.LSTMCell(8, 16)(torch.randn(3, 8), (torch.zeros(3, 16), torch.zeros(3, 16)))
`));

  it('refuses parameters of distributions that do not broadcast, and weights for another number of axes', () =>
    check(`${HEAD}a = torch.distributions.Normal(torch.zeros(2, 3), torch.ones(2, 4))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = F.conv2d(torch.ones(2, 3, 8, 8), torch.ones(4, 3, 1))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = torch.distributions.Normal(torch.zeros(2, 3), torch.ones(3)), torch.distributions.Normal(0.0, torch.ones(3))
`));

  it('refuses what layers are made with', () =>
    check(`${HEAD}a = nn.MultiheadAttention(32, 5)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = nn.Conv2d(8, 8, 3, groups=3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = nn.Conv2d(8, 8)
#   ^^^^^^^^^^^^^^^ argument-mismatch
d = nn.MultiheadAttention(32, 4)
e = nn.Conv2d(8, 8, 3, (1, 2), padding="same")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
f = F.conv1d(torch.randn(2, 3, 9), torch.randn(4, 3, 3), stride=2, padding="same")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
g = nn.Conv2d(8, 8, 3, 1, "same")
`));

  it('refuses another number of names than of parts, and is silent about what it does not know', () =>
    check(`${HEAD}import somewhere
a, b = torch.randn(2, 3, 4).shape
^^^^ unpack-mismatch
c, *d = torch.randn(2, 3, 4).shape
e, f = somewhere.make()
g, h = somewhere.make().shape
`));

  it('holds what is written to its place', () =>
    check(`${HEAD}x, i = torch.zeros(4, 3), torch.tensor([0, 2])
x[0] = torch.ones(4)
^^^^ shape-mismatch
x[:, 3] = 0
^^^^^^^ index-out-of-range
x[i] = torch.ones(3, 3)
^^^^ shape-mismatch
x.add_(torch.ones(2, 4, 3))
^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
x[i] = torch.ones(1, 1, 3)
x[1:3] = torch.ones(3)
x[x > 0] = torch.ones(5)
x.mul_(torch.ones(4, 1))
`));

  it('holds indices to what they pick and place', () =>
    check(`${HEAD}x = torch.zeros(4, 3)
a = x.gather(1, torch.zeros(5, 2, dtype=torch.long))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = x.index_add(0, torch.arange(2), torch.ones(3, 3))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = x.gather(1, torch.zeros(2, 7, dtype=torch.long))
d = x.scatter(0, torch.zeros(9, 3, dtype=torch.long), 1.0)
`));

  it('refuses arguments that do not belong together', () =>
    check(`${HEAD}x = torch.ones(4, 3, requires_grad=True)
a = x.mean(keepdim=True)
#   ^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = torch.cat(1, [x, x])
#   ^^^^^^^^^^^^^^^^^^^^ argument-mismatch
(x * 2).backward()
^^^^^^^^^^^^^^^^^^ shape-mismatch
(x * 2).sum().backward()
(x * 2).backward(torch.ones(4, 3))
x[:1, :1].backward()
`));

  it('refuses what names no size, no bound, or another number of samples, and writes that do not fit', () =>
    check(`${HEAD}a = torch.randint((4,), 10)
#   ^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = F.interpolate(torch.ones(1, 1, 2, 2))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
data = torch.utils.data.TensorDataset(torch.ones(10, 2))
c = torch.utils.data.random_split(data, [8, 3])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
d = torch.utils.data.random_split(data, [8, 2])
x = torch.ones(4, 1)
x += torch.ones(4, 3)
^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
x *= torch.ones(1)
`));

  it('holds tensors to the axes that belong together', () =>
    check(`${HEAD}w = torch.ones(2, 4, 5)
a = F.bilinear(torch.ones(3, 5), torch.ones(3, 4), w)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = F.grid_sample(torch.ones(2, 3, 8, 8), torch.ones(1, 5, 5, 2))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = torch.cdist(torch.ones(3, 4), torch.ones(5, 3))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = torch.ones(2, 3, 4).t()
#   ^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
e = F.bilinear(torch.ones(7, 3, 4), torch.ones(7, 3, 5), w)
f = F.grid_sample(torch.ones(2, 3, 8, 8), torch.ones(2, 5, 6, 2))
g = torch.cdist(torch.ones(2, 3, 4), torch.ones(5, 4))
h = torch.bincount(torch.tensor([1, 2]))
`));

  it('holds sizes to what they are divided by', () =>
    check(`${HEAD}a = F.pixel_shuffle(torch.ones(1, 6, 4, 4), 2)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = nn.GLU(1)(torch.ones(2, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = F.group_norm(torch.ones(2, 6), 4)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = F.pixel_shuffle(torch.ones(1, 8, 4, 4), 2)
e = nn.GLU()(torch.ones(5, 4))
f = F.conv1d(torch.ones(1, 4, 5), torch.ones(6, 2, 1), groups=2)
`));

  it('holds what is written to a part to its shape', () =>
    check(`${HEAD}m = torch.ones(3, 4)
a = torch.select_scatter(m, torch.ones(3), 0, 1)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = m.slice_scatter(torch.ones(2, 4), 0, 0, 1)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = torch.addmm(torch.ones(4), m, torch.ones(4, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = torch.linalg.multi_dot([m, torch.ones(3, 5)])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
e = F.affine_grid(torch.ones(2, 2, 3), (4, 1, 5, 5))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
f = m.select_scatter(torch.ones(4), 0, 1)
g = m.slice_scatter(torch.ones(1, 4), 0, 0, 1)
h = torch.addmm(torch.ones(5), m, torch.ones(4, 5))
i = torch.linalg.multi_dot([torch.ones(3), m, torch.ones(4)])
j = torch.linalg.solve(torch.ones(2, 3, 3), torch.ones(2, 3))
k = m.index_add(0, torch.tensor([1]), torch.ones(1, 1))
`));

  it('refuses arguments that are missing or in another order', () =>
    check(`${HEAD}x = torch.ones(2, 3)
a = torch.clamp(x)
#   ^^^^^^^^^^^^^^ argument-mismatch
b = torch.einsum(x, "ij->ji")
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = torch.tile((2, 1), x)
#   ^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
d = torch.full(0.5, (2, 3))
#   ^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
e = torch.clamp(x, max=1)
f = torch.einsum("ij->ji", x)
g = torch.einsum(x, [0, 1], [1, 0])
h = F.softmax(x)
i = torch.full((2, 3), 0.5)
j = (2, 3) + tuple(x.shape)
def bound(x, low=None, high=None):
    return torch.clamp(x, low, high)
`));

  it('says nothing of products of arrays that may be NumPy’s', () =>
    check(`${HEAD}def f(a, b):
    rows, columns = a.shape
    return a.dot(b)
torch.dot(torch.randn(2, 3), torch.randn(3))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('refuses packed sequences where a layer computes with a tensor', () =>
    check(`${HEAD}from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
packed = pack_padded_sequence(torch.randn(4, 9, 8), torch.tensor([9, 7, 4, 2]), batch_first=True)
outputs, state = nn.GRU(8, 16, batch_first=True)(packed)
a = nn.Linear(16, 2)(outputs)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = nn.Linear(16, 2)(pad_packed_sequence(outputs, batch_first=True)[0])
c = nn.Linear(16, 2)(outputs.data)
`));
});
