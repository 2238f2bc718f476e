import torch

x = torch.arange(2 * 3 * 4 * 5).view(2, 3, 4, 5)
a = x[0]
b = x[:, 1]
c = x[..., -1]
d = x[:, :, ::2]
e = x[:, None]
f = x[0, 1, 2, 3]
g = x[-1:, :2, 1:-1, 1:4:2]
h = x[..., None, :]
idx = torch.tensor([0, 2, 2])
i = x[:, idx]
j = x[:, :, [0, 1], [2, 3]]
k = x[:, [0, 1], :, [2, 3]]
m = x[idx.clamp(max=1)]
rows = torch.tensor([[0], [1]])
cols = torch.tensor([1, 2, 0])
n = x[rows, cols]
o = x.index_select(1, idx)
p = torch.gather(x, 3, torch.zeros(2, 3, 4, 2, dtype=torch.long))
q = torch.take(x, torch.tensor([0, 5, 10]))
r = x.select(2, 0)
s = x.narrow(3, 1, 2)
t = x.unfold(3, 2, 1)
u = x.diagonal(dim1=2, dim2=3)
v = torch.take_along_dim(x, x.argmax(dim=2, keepdim=True), dim=2)
w = x[True]
y = x.flip(0, 2).roll(1, dims=1)
z = torch.stack([x[n_, :, n_] for n_ in range(2)])
first, *others = x.unbind(1)
head, tail = x.split([1, 3], dim=2)
pieces = torch.tensor_split(x, 3, dim=3)
last_piece = pieces[-1]
grid = torch.zeros(4, 6)
grid[1:3, 2:] = 1
grid[:, 0] = torch.arange(4.)
grid[0] += 5
diag = grid[torch.arange(4), torch.arange(4)]
corner = grid[:2, :2].contiguous().view(-1)
sub = grid[slice(1, 3), ...]
