import type { Described } from '../../../project/described';

/** Huang et al. 2017. */
export const DENSENET: Described = {
  path: 'library:torchvision.models.densenet',
  text: `
from functools import partial
import torch
import torch.nn.functional as F
from torch import nn

class _DenseLayer(nn.Module):
    def __init__(self, width, growth_rate, bn_size, drop_rate):
        super().__init__()
        inner = bn_size * growth_rate
        self.norm1 = nn.BatchNorm2d(width)
        self.relu1 = nn.ReLU(inplace=True)
        self.conv1 = nn.Conv2d(width, inner, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(inner)
        self.relu2 = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(inner, growth_rate, 3, padding=1, bias=False)
        self.drop_rate = drop_rate

    def forward(self, input):
        x = input if isinstance(input, torch.Tensor) else torch.cat(input, 1)
        x = self.conv1(self.relu1(self.norm1(x)))
        return self.conv2(self.relu2(self.norm2(x)))

class _DenseBlock(nn.ModuleDict):
    def __init__(self, layers, width, bn_size, growth_rate, drop_rate):
        super().__init__()
        for i in range(layers):
            self.add_module(f'denselayer{i + 1}', _DenseLayer(width + i * growth_rate, growth_rate, bn_size, drop_rate))

    def forward(self, x):
        found = [x]
        for layer in self.values():
            found.append(layer(found))
        return torch.cat(found, 1)

class _Transition(nn.Sequential):
    def __init__(self, width, out):
        super().__init__()
        self.norm = nn.BatchNorm2d(width)
        self.relu = nn.ReLU(inplace=True)
        self.conv = nn.Conv2d(width, out, 1, bias=False)
        self.pool = nn.AvgPool2d(2, 2)

class DenseNet(nn.Module):
    def __init__(self, growth_rate=32, block_config=(6, 12, 24, 16), num_init_features=64, bn_size=4, drop_rate=0,
                 num_classes=1000, memory_efficient=False):
        super().__init__()
        width = num_init_features
        self.features = nn.Sequential()
        self.features.add_module('conv0', nn.Conv2d(3, width, 7, 2, 3, bias=False))
        self.features.add_module('norm0', nn.BatchNorm2d(width))
        self.features.add_module('relu0', nn.ReLU(inplace=True))
        self.features.add_module('pool0', nn.MaxPool2d(3, 2, 1))
        for i, layers in enumerate(block_config):
            block = _DenseBlock(layers, width, bn_size, growth_rate, drop_rate)
            self.features.add_module(f'denseblock{i + 1}', block)
            width += layers * growth_rate
            if i + 1 < len(block_config):
                self.features.add_module(f'transition{i + 1}', _Transition(width, width // 2))
                width //= 2
        self.features.add_module('norm5', nn.BatchNorm2d(width))
        self.classifier = nn.Linear(width, num_classes)

    def forward(self, x):
        x = F.adaptive_avg_pool2d(F.relu(self.features(x), inplace=True), (1, 1))
        return self.classifier(torch.flatten(x, 1))

densenet121 = partial(DenseNet, 32, (6, 12, 24, 16), 64)
densenet161 = partial(DenseNet, 48, (6, 12, 36, 24), 96)
densenet169 = partial(DenseNet, 32, (6, 12, 32, 32), 64)
densenet201 = partial(DenseNet, 32, (6, 12, 48, 32), 64)
`,
};
