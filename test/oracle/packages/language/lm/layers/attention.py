import torch
from torch import nn
from torch.nn import functional as F

from .. import constants


class CausalSelfAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.register_buffer('mask', torch.tril(torch.ones(constants.CONTEXT, constants.CONTEXT)))

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.qkv(x).split(C, dim=2)
        q = q.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        k = k.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        v = v.view(B, T, self.heads, C // self.heads).transpose(1, 2)
        weights = q @ k.transpose(-2, -1) / (C // self.heads) ** 0.5
        weights = weights.masked_fill(self.mask[:T, :T] == 0, float('-inf'))
        y = F.softmax(weights, dim=-1) @ v
        y = y.transpose(1, 2).contiguous().view(B, T, C)
        return self.out(y)
