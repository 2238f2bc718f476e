"""Layers that a configuration names: match statements over strings, numbers, shapes and enums choose what is built."""
from enum import Enum

import torch
from torch import nn


class Norm(Enum):
    BATCH = 1
    GROUP = 2


def activation(name):
    match name:
        case "relu":
            return nn.ReLU()
        case "glu" | "gated":
            return nn.GLU(dim=1)
        case _:
            raise ValueError(name)


def norm(kind, width):
    match kind:
        case Norm.BATCH:
            return nn.BatchNorm2d(width)
        case Norm.GROUP:
            return nn.GroupNorm(4, width)


def block(width, out, act, kind):
    return nn.Sequential(nn.Conv2d(width, out, 3, padding=1), norm(kind, out), activation(act))


def flat(x):
    match x.shape:
        case (n, d):
            y = x
        case (n, c, 1, 1):
            y = x.view(n, c)
        case (n, c, h, w) if h == w:
            y = x.mean([2, 3])
        case _:
            y = x.flatten(1)
    return y


def pooled(x, size):
    match size:
        case None | 0:
            return x
        case -1:
            return x.amax((2, 3), keepdim=True)
        case 1 | 2:
            return nn.functional.adaptive_avg_pool2d(x, size)
        case (h, w):
            return nn.functional.adaptive_avg_pool2d(x, (h, w))


images = torch.randn(2, 3, 16, 16)
a = block(3, 8, "relu", Norm.BATCH)(images)
b = block(3, 8, "gated", Norm.GROUP)(images)
c = pooled(a, None)
d = pooled(a, -1)
e = pooled(a, 2)
f = pooled(a, (3, 5))
g = flat(d)
h = flat(g)
match g.shape, True:
    case (3, k), True:
        i = torch.zeros(k, 1)
    case (2, k), True:
        i = torch.zeros(k, 2)
j = i
