import torch

B, H, T, D = 2, 3, 6, 4
q, k, v = torch.randn(3, B, H, T, D)
causal = torch.ones(T, T).tril().bool()
padding = torch.arange(T)[None, :] < torch.tensor([6, 4])[:, None]
mask = causal[None, None] & padding[:, None, None, :]
scores = (q @ k.transpose(-2, -1) * D ** -0.5).masked_fill(~mask, -1e9)
out = scores.softmax(-1) @ v
merged = out.transpose(1, 2).reshape(B, T, H * D)
slopes = 2.0 ** -torch.arange(1, H + 1)
distance = torch.arange(T)[None, :] - torch.arange(T)[:, None]
alibi = slopes[:, None, None] * distance
biased = (scores + alibi).softmax(dim=-1)
window = (distance.abs() <= 2) & causal
local = window.float().sum(-1)
