import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, dim=512, heads=8):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        q = q.reshape(B, self.heads, T, C // self.heads)
        k = k.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        return q @ k.transpose(-2, -1) @ v
#> shape-mismatch: @ gets shapes (2, 8, 16, 16) and (2, 16, 512), but needs axes before the last two that are equal or 1: (2, 8) against (2,): give both the same axes before their matrices with view, transpose or unsqueeze.
#>   line 16: the input of shape (2, 8, 16, 16) comes from here


Attention()(torch.randn(2, 16, 512))
