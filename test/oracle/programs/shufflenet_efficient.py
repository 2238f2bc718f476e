import math
from functools import partial
from typing import Callable, List

import torch
from torch import Tensor, nn


def channel_shuffle(x: Tensor, groups: int) -> Tensor:
    batchsize, num_channels, height, width = x.size()
    channels_per_group = num_channels // groups
    x = x.view(batchsize, groups, channels_per_group, height, width)
    x = torch.transpose(x, 1, 2).contiguous()
    x = x.view(batchsize, -1, height, width)
    return x


class ShuffleUnit(nn.Module):
    def __init__(self, inp: int, oup: int, stride: int) -> None:
        super().__init__()
        self.stride = stride
        branch_features = oup // 2
        assert (self.stride != 1) or (inp == branch_features << 1)
        if self.stride > 1:
            self.branch1 = nn.Sequential(
                self.depthwise_conv(inp, inp, kernel_size=3, stride=self.stride, padding=1),
                nn.BatchNorm2d(inp),
                nn.Conv2d(inp, branch_features, 1, bias=False),
            )
        else:
            self.branch1 = nn.Sequential()
        self.branch2 = nn.Sequential(
            nn.Conv2d(inp if (self.stride > 1) else branch_features, branch_features, 1, bias=False),
            nn.ReLU(inplace=True),
            self.depthwise_conv(branch_features, branch_features, 3, self.stride, 1),
            nn.Conv2d(branch_features, branch_features, 1, bias=False),
        )

    @staticmethod
    def depthwise_conv(i: int, o: int, kernel_size: int, stride: int = 1, padding: int = 0) -> nn.Conv2d:
        return nn.Conv2d(i, o, kernel_size, stride, padding, bias=False, groups=i)

    def forward(self, x: Tensor) -> Tensor:
        if self.stride == 1:
            x1, x2 = x.chunk(2, dim=1)
            out = torch.cat((x1, self.branch2(x2)), dim=1)
        else:
            out = torch.cat((self.branch1(x), self.branch2(x)), dim=1)
        return channel_shuffle(out, 2)


class MBConv(nn.Module):
    def __init__(self, in_ch, out_ch, expand, kernel, stride, se_ratio=0.25, act: Callable = nn.SiLU):
        super().__init__()
        mid = in_ch * expand
        sq = max(1, int(in_ch * se_ratio))
        self.expand = nn.Sequential(nn.Conv2d(in_ch, mid, 1), nn.BatchNorm2d(mid), act()) if expand != 1 else nn.Identity()
        self.dw = nn.Conv2d(mid, mid, kernel, stride, kernel // 2, groups=mid)
        self.se = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(mid, sq, 1), act(), nn.Conv2d(sq, mid, 1), nn.Sigmoid())
        self.project = nn.Conv2d(mid, out_ch, 1)
        self.skip = stride == 1 and in_ch == out_ch

    def forward(self, x):
        h = self.dw(self.expand(x))
        h = h * self.se(h)
        h = self.project(h)
        return x + h if self.skip else h


def round_filters(filters: int, width: float, divisor: int = 8) -> int:
    filters *= width
    new = max(divisor, int(filters + divisor / 2) // divisor * divisor)
    return int(new + divisor) if new < 0.9 * filters else int(new)


def round_repeats(n: int, depth: float) -> int:
    return int(math.ceil(n * depth))


units: List[nn.Module] = [ShuffleUnit(8, 24, 2), ShuffleUnit(24, 24, 1)]
shuffled = nn.Sequential(*units)(torch.randn(2, 8, 30, 30))

rows = [(1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2)]
make = partial(MBConv, act=nn.Hardswish)
ch = round_filters(32, 1.1)
stages = nn.ModuleList()
for expand, kernel, stride, out, n in rows:
    out = round_filters(out, 1.1)
    for i in range(round_repeats(n, 1.2)):
        stages.append(make(ch, out, expand, kernel, stride if i == 0 else 1))
        ch = out
x = torch.randn(1, round_filters(32, 1.1), 32, 32)
for stage in stages:
    x = stage(x)
embedding = x.mean((2, 3))
