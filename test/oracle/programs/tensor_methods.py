import torch

a = torch.arange(24).reshape(2, 3, 4)
b = a.float()
c = b.transpose(0, 2)
d = b.permute(1, 2, 0)
e = b.unsqueeze(0).squeeze()
f = b[None, :, 1:3, ::2]
g = b[..., -1]
h = b[0, 1]
i = b[:, [0, 2]]
j = b[b > 3]
k = torch.stack([b, b], dim=1)
l = torch.cat([b, b, b], dim=-1)
m = b.sum()
n = b.sum(dim=(0, 2))
o = b.mean(-1, keepdim=True)
p = b.flatten()
q = b.flatten(1)
r = b.expand(5, 2, 3, 4)
s = b.repeat(2, 1, 1)
t = torch.linspace(0, 1, steps=7)
u = torch.eye(5)
v = torch.zeros_like(b)
w = torch.einsum('ijk,ilk->ijl', b, b)
x = torch.matmul(b, c[:, :, :1].permute(2, 0, 1).expand(2, 4, 3))
y = torch.where(b > 2, b, torch.zeros(1))
z = b.chunk(2, dim=2)[0]
aa, bb = b.split([1, 2], dim=1)
cc = b.view(-1, 4).t()
dd = b.T if b.dim() == 2 else b.mT
ee = torch.full((2, 3), 7)
ff = torch.tensor([[1, 2, 3], [4, 5, 6]])
gg = ff.gather(1, torch.tensor([[0], [2]]))
hh = torch.randn(3).unsqueeze(-1) * torch.randn(4)
ii = torch.bmm(b, c.permute(2, 0, 1)[:, :4, :].reshape(2, 4, 3))
jj = b.norm(dim=1)
kk = b.cumsum(dim=0)
ll = b.argmax(dim=-1)
mm, nn_ = b.max(dim=1)
oo = b.std(dim=0)
pp = b.view(2, -1)
qq = torch.outer(torch.ones(3), torch.ones(4))
rr = b.roll(1, dims=0)
ss = b.unbind(1)[0]
tt = torch.meshgrid(torch.arange(3), torch.arange(5), indexing='ij')[0]
uu = b.new_zeros(2, 2)
vv = torch.triu(torch.ones(4, 4), diagonal=1)
ww = b.unflatten(2, (2, 2))
xx = torch.tile(b, (2, 1))
yy = b.amax(dim=(1, 2))
zz = b.movedim(0, -1)
