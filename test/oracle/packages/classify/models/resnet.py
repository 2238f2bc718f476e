import torch
from torch import nn

from .blocks import *


class Stem(nn.Sequential):
    def __init__(self, inside, outside):
        super().__init__(conv3x3(inside, outside, 2), nn.BatchNorm2d(outside), nn.ReLU())


class ResNet(nn.Module):
    def __init__(self, classes, width=16, depth=3):
        super().__init__()
        self.stem = Stem(3, width)
        stages = []
        inside = width
        for i in range(depth):
            stages.append(ConvBlock(inside, width * 2**i, stride=2))
            inside = width * 2**i * ConvBlock.expansion
        self.stages = nn.Sequential(*stages)
        self.fc = nn.Linear(inside, classes)

    def features(self, x):
        x = self.stem(x)
        x = self.stages(x)
        x = x.mean((2, 3))
        return x

    def forward(self, x):
        features = self.features(x)
        return self.fc(torch.dropout(features, 0.1, self.training))
