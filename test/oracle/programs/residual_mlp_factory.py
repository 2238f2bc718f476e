from functools import partial, reduce

import torch
from torch import nn


class Residual(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return x + self.inner(x)


def block(width, act=nn.ReLU, norm=nn.LayerNorm):
    return Residual(nn.Sequential(norm(width), nn.Linear(width, 2 * width), act(), nn.Linear(2 * width, width)))


def build(sizes, **kwargs):
    make = partial(block, **kwargs)
    stages = []
    for a, b in zip(sizes, sizes[1:]):
        stages.extend([make(a), nn.Linear(a, b)])
    return nn.Sequential(*stages)


net = build([10, 20, 6], act=nn.GELU)
x = torch.randn(7, 10)
y = net(x)
steps = [layer for layer in net]
z = reduce(lambda value, layer: layer(value), steps, x)
