import { check } from '../testing/check';

const HEAD = 'import numpy as np\nimport torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

describe('integers that are surely in a tensor', () => {
  it('refuses indices of which one is certainly drawn beyond the end, and no others', () =>
    check(`${HEAD}table = nn.Embedding(10, 4)
a = table(torch.randint(0, 20, (8, 20)))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
b = table(torch.randint(0, 11, (8, 4))), table(torch.randint(10, (8, 20)))
c = table(torch.randint(10, 20, (1,)))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
d = table(torch.from_numpy(np.random.randint(0, 20, (8, 20))))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
e = F.cross_entropy(torch.rand(64, 5), torch.randint(10, (8, 8)).view(-1))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
f = F.cross_entropy(torch.rand(3, 2), torch.tensor([0, 1, -100]))
g = F.cross_entropy(torch.rand(3, 2), torch.tensor([0, 1, 7]), ignore_index=7)
`));

  it('counts what a part holds, but no number twice', () =>
    check(`${HEAD}table, ids = nn.Embedding(10, 4), torch.randint(0, 20, (8, 20))
a = table(ids[:, 1:])
#   ^^^^^^^^^^^^^^^^^ index-out-of-range
b = table(ids[0, :5]), table(ids[ids < 10]), table(ids[0, :1].expand(100)), table(ids[0, :1].repeat(100)[2:])
c = table(torch.arange(11)[:10])
d = table(torch.arange(11).view(1, -1))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
e = table(ids - 10), table(ids.clamp(max=9))
#   ^^^^^^^^^^^^^^^ index-out-of-range
`));

  it('takes no draw of one part for a draw of another', () =>
    check(`${HEAD}table = nn.Embedding(10, 4)
users, items, hours = torch.randint(50, (20,)), torch.randint(50, (20,)), torch.randint(5, (20,))
ids = torch.stack([users, hours], dim=1)
a = table(ids[:, 1]), table(torch.cat([users, hours.new_zeros(20)])[20:])
b = table(ids)
#   ^^^^^^^^^^ index-out-of-range
c = table(torch.stack([users, items], dim=1)[:, 1])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
`));

  it('knows nothing of what may have been written to', () =>
    check(`${HEAD}table = nn.Embedding(10, 4)
first, second, third = torch.randint(0, 20, (8, 20)), torch.randint(0, 20, (8, 20)), torch.randint(0, 20, (8, 20))
first[first > 9] = 0
second.view(-1)[:] = 0
unknown(third)
a = table(first), table(second), table(third)
`));

  it('counts the rows of a batch', () =>
    check(`${HEAD}from torch.utils.data import DataLoader, TensorDataset
table = nn.Embedding(10, 4)
loader = DataLoader(TensorDataset(torch.randint(0, 20, (640, 2))), batch_size=64)
for (ids,) in loader:
    a = table(ids)
#       ^^^^^^^^^^ index-out-of-range
`));

  it('holds indices of every kind to the axis that they pick from', () =>
    check(`${HEAD}x = torch.zeros(3, 4)
a = x[torch.tensor([0, 3])]
#   ^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
b = x[:, [0, 4]]
#   ^^^^^^^^^^^^ index-out-of-range
c = x.gather(1, torch.tensor([[0], [4], [1]]))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
d = x[:, torch.tensor([[0], [-4]])], x[..., torch.tensor([3])], x[None, torch.arange(3)]
e = x.index_select(0, torch.tensor([2])), F.one_hot(torch.tensor([3]), 4)
f = F.one_hot(torch.tensor([3]), 3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
`));
});
