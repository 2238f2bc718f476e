import torch

a = torch.arange(6).reshape(2, 3)
col = torch.tensor([[10], [20]])
row = torch.tensor([1, 2, 3])
s1 = a + col
s2 = a * row
s3 = col + row
s4 = a - a.float().mean(dim=1, keepdim=True)
images = torch.rand(5, 3, 8, 8)
mean = torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1)
std = torch.tensor([0.229, 0.224, 0.225]).view(-1, 1, 1)
normed = (images - mean) / std
per_image = images.mean(dim=(1, 2, 3))
centered = images - per_image[:, None, None, None]
points = torch.randn(7, 2)
centers = torch.randn(4, 2)
diff = points[:, None, :] - centers[None, :, :]
dist = diff.pow(2).sum(-1).sqrt()
nearest = dist.argmin(dim=1)
assigned = centers[nearest]
table = torch.arange(1, 10).unsqueeze(0) * torch.arange(1, 10).unsqueeze(1)
x, y = torch.broadcast_tensors(torch.zeros(4, 1), torch.ones(3))
shape = torch.broadcast_shapes((4, 1), (3,))
expanded = torch.randn(1, 5).expand(3, 5)
also = torch.randn(5).expand(2, 3, -1)
scalar = torch.tensor(2.0) * a
cond = torch.where(a > 2, a, torch.zeros(()).long())
bits = (torch.arange(8).unsqueeze(-1) >> torch.arange(3)) & 1
mask = (row[:, None] == row).logical_or(row[:, None] > row)
logsum = torch.logsumexp(dist.neg(), dim=-1, keepdim=True)
weights = (dist.neg() - logsum).exp()
barycenters = weights.T @ points / weights.sum(0).unsqueeze(1)
