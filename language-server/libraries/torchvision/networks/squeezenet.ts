import type { Described } from '../../../project/described';

/** Iandola et al. 2016. */
export const SQUEEZENET: Described = {
  path: 'library:torchvision.models.squeezenet',
  text: `
from functools import partial
import torch
from torch import nn

class Fire(nn.Module):
    def __init__(self, inplanes, squeeze, expand1x1, expand3x3):
        super().__init__()
        self.inplanes = inplanes
        self.squeeze = nn.Conv2d(inplanes, squeeze, 1)
        self.squeeze_activation = nn.ReLU(inplace=True)
        self.expand1x1 = nn.Conv2d(squeeze, expand1x1, 1)
        self.expand1x1_activation = nn.ReLU(inplace=True)
        self.expand3x3 = nn.Conv2d(squeeze, expand3x3, 3, padding=1)
        self.expand3x3_activation = nn.ReLU(inplace=True)

    def forward(self, x):
        x = self.squeeze_activation(self.squeeze(x))
        wide = self.expand3x3_activation(self.expand3x3(x))
        return torch.cat([self.expand1x1_activation(self.expand1x1(x)), wide], 1)

# A layer's squeezed and expanded width; 0 is a pool.
V1_0 = [0, 16, 64, 16, 64, 32, 128, 0, 32, 128, 48, 192, 48, 192, 64, 256, 0, 64, 256]
V1_1 = [0, 16, 64, 16, 64, 0, 32, 128, 32, 128, 0, 48, 192, 48, 192, 64, 256, 64, 256]

class SqueezeNet(nn.Module):
    def __init__(self, width, kernel_size, plan, num_classes=1000, dropout=0.5):
        super().__init__()
        self.num_classes = num_classes
        layers = [nn.Conv2d(3, width, kernel_size, 2), nn.ReLU(inplace=True)]
        squeeze = 0
        for number in plan:
            if number == 0:
                layers.append(nn.MaxPool2d(3, 2, ceil_mode=True))
            elif squeeze == 0:
                squeeze = number
            else:
                layers.append(Fire(width, squeeze, number, number))
                width, squeeze = 2 * number, 0
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(
            nn.Dropout(dropout), nn.Conv2d(512, num_classes, 1), nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d((1, 1)))

    def forward(self, x):
        return torch.flatten(self.classifier(self.features(x)), 1)

squeezenet1_0 = partial(SqueezeNet, 96, 7, V1_0)
squeezenet1_1 = partial(SqueezeNet, 64, 3, V1_1)
`,
};
