from typing import NamedTuple

import torch
from torch import Tensor, nn


class Spec(NamedTuple):
    name: str
    size: int
    dim: int


SPECS = [Spec("user", 30, 8), Spec("item", 50, 8), Spec("hour", 24, 4)]


class WideDeep(nn.Module):
    def __init__(self, specs, hidden=(16, 8)):
        super().__init__()
        self.wide = nn.ModuleList(nn.Embedding(s.size, 1) for s in specs)
        self.deep = nn.ModuleList(nn.Embedding(s.size, s.dim) for s in specs)
        width = sum(s.dim for s in specs)
        stack = []
        for h in hidden:
            stack += [nn.Linear(width, h), nn.ReLU()]
            width = h
        self.mlp = nn.Sequential(*stack, nn.Linear(width, 1))

    def forward(self, ids: Tensor) -> Tensor:
        linear = sum(table(ids[:, i]) for i, table in enumerate(self.wide))
        dense = torch.cat([table(ids[:, i]) for i, table in enumerate(self.deep)], dim=-1)
        return torch.sigmoid(linear + self.mlp(dense)).squeeze(1)


class FM(nn.Module):
    def __init__(self, n, k):
        super().__init__()
        self.v = nn.Embedding(n, k)
        self.w = nn.Embedding(n, 1)

    def forward(self, x):
        e = self.v(x)
        square_of_sum = e.sum(dim=1) ** 2
        sum_of_square = (e ** 2).sum(dim=1)
        pair = 0.5 * (square_of_sum - sum_of_square).sum(1, keepdim=True)
        return (self.w(x).sum(1) + pair).flatten()


ids = torch.stack([torch.randint(s.size, (12,)) for s in SPECS], dim=1)
clicks = torch.randint(2, (12,)).float()
ctr = WideDeep(SPECS)(ids)
loss = nn.functional.binary_cross_entropy(ctr, clicks)
offsets = torch.tensor([0, 30, 80])
fm = FM(104, 5)(ids + offsets)
