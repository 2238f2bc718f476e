from collections import OrderedDict
from functools import partial

import torch
from torch import nn


def _make_divisible(v, divisor, min_value=None):
    if min_value is None:
        min_value = divisor
    new_v = max(min_value, int(v + divisor / 2) // divisor * divisor)
    if new_v < 0.9 * v:
        new_v += divisor
    return new_v


class ConvBNReLU(nn.Sequential):
    def __init__(self, in_planes, out_planes, kernel_size=3, stride=1, groups=1, norm_layer=None):
        padding = (kernel_size - 1) // 2
        if norm_layer is None:
            norm_layer = nn.BatchNorm2d
        super().__init__(
            nn.Conv2d(in_planes, out_planes, kernel_size, stride, padding, groups=groups, bias=False),
            norm_layer(out_planes),
            nn.ReLU6(inplace=True),
        )


class InvertedResidual(nn.Module):
    def __init__(self, inp, oup, stride, expand_ratio):
        super().__init__()
        hidden_dim = int(round(inp * expand_ratio))
        self.use_res_connect = stride == 1 and inp == oup
        layers = []
        if expand_ratio != 1:
            layers.append(ConvBNReLU(inp, hidden_dim, kernel_size=1))
        layers.extend([
            ConvBNReLU(hidden_dim, hidden_dim, stride=stride, groups=hidden_dim),
            nn.Conv2d(hidden_dim, oup, 1, 1, 0, bias=False),
            nn.BatchNorm2d(oup),
        ])
        self.conv = nn.Sequential(*layers)

    def forward(self, x):
        if self.use_res_connect:
            return x + self.conv(x)
        else:
            return self.conv(x)


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, squeeze=4, activation=partial(nn.Hardsigmoid, inplace=True)):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Conv2d(channels, channels // squeeze, 1)
        self.fc2 = nn.Conv2d(channels // squeeze, channels, 1)
        self.act = activation()

    def forward(self, x):
        scale = self.pool(x)
        scale = torch.relu(self.fc1(scale))
        scale = self.act(self.fc2(scale))
        return scale * x


settings = [[1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 2, 2]]
input_channel = _make_divisible(32 * 0.75, 8)
features = [ConvBNReLU(3, input_channel, stride=2)]
for t, c, n, s in settings:
    output_channel = _make_divisible(c * 0.75, 8)
    for i in range(n):
        stride = s if i == 0 else 1
        features.append(InvertedResidual(input_channel, output_channel, stride, expand_ratio=t))
        input_channel = output_channel
model = nn.Sequential(*features)
image = torch.randn(1, 3, 64, 64)
deep = model(image)
squeezed = SqueezeExcitation(input_channel)(deep)
head = nn.Sequential(OrderedDict([('drop', nn.Dropout(0.2)), ('fc', nn.Linear(input_channel, 5))]))
pooled = deep.mean([2, 3])
scores = head(pooled)
