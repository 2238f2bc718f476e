/** What several families are built of. */
export const BLOCKS = `
from functools import partial
import math
import torch
import torch.nn.functional as F
from torch import nn

def _make_divisible(value, divisor, least=None):
    rounded = max(least or divisor, int(value + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * value else rounded

class Conv2dNormActivation(nn.Sequential):
    def __init__(self, width, out, kernel_size=3, stride=1, padding=None, groups=1, norm=nn.BatchNorm2d,
                 activation=nn.ReLU, dilation=1, bias=None):
        space = (kernel_size - 1) // 2 * dilation if padding is None else padding
        biased = norm is None if bias is None else bias
        layers = [nn.Conv2d(width, out, kernel_size, stride, space, dilation, groups, biased)]
        if norm is not None:
            layers.append(norm(out))
        if activation is not None:
            layers.append(activation(inplace=True))
        super().__init__(*layers)
        self.out_channels = out

class SqueezeExcitation(nn.Module):
    def __init__(self, width, squeezed, activation=nn.ReLU, scale=nn.Sigmoid):
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Conv2d(width, squeezed, 1)
        self.fc2 = nn.Conv2d(squeezed, width, 1)
        self.activation = activation()
        self.scale_activation = scale()

    def forward(self, x):
        y = self.fc2(self.activation(self.fc1(self.avgpool(x))))
        return self.scale_activation(y) * x

class Permute(nn.Module):
    def __init__(self, dims):
        super().__init__()
        self.dims = dims

    def forward(self, x):
        return x.permute(self.dims)

class StochasticDepth(nn.Module):
    def __init__(self, p, mode):
        super().__init__()
        self.p = p
        self.mode = mode

    def forward(self, x):
        return x

class MLP(nn.Sequential):
    def __init__(self, width, inner, dropout):
        super().__init__(nn.Linear(width, inner), nn.GELU(), nn.Dropout(dropout),
                         nn.Linear(inner, width), nn.Dropout(dropout))
`;
