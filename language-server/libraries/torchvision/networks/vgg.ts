import type { Described } from '../../../project/described';

/** Simonyan and Zisserman 2015. A number is a convolution's width, M a pool. */
export const VGG: Described = {
  path: 'library:torchvision.models.vgg',
  text: `
from functools import partial
import torch
from torch import nn

A = '64 M 128 M 256 256 M 512 512 M 512 512 M'
B = '64 64 M 128 128 M 256 256 M 512 512 M 512 512 M'
D = '64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M'
E = '64 64 M 128 128 M 256 256 256 256 M 512 512 512 512 M 512 512 512 512 M'

def make_layers(plan, batch_norm):
    layers, width = [], 3
    for part in plan.split():
        if part == 'M':
            layers.append(nn.MaxPool2d(2, 2))
        else:
            layers.append(nn.Conv2d(width, int(part), 3, padding=1))
            width = int(part)
            if batch_norm:
                layers.append(nn.BatchNorm2d(width))
            layers.append(nn.ReLU(inplace=True))
    return nn.Sequential(*layers)

class VGG(nn.Module):
    def __init__(self, features, num_classes=1000, init_weights=True, dropout=0.5):
        super().__init__()
        self.features = features
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096), nn.ReLU(True), nn.Dropout(dropout),
            nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(dropout),
            nn.Linear(4096, num_classes))

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))

def vgg(plan, batch_norm=False, num_classes=1000, init_weights=True, dropout=0.5):
    return VGG(make_layers(plan, batch_norm), num_classes, init_weights, dropout)

vgg11, vgg11_bn = partial(vgg, A), partial(vgg, A, True)
vgg13, vgg13_bn = partial(vgg, B), partial(vgg, B, True)
vgg16, vgg16_bn = partial(vgg, D), partial(vgg, D, True)
vgg19, vgg19_bn = partial(vgg, E), partial(vgg, E, True)
`,
};
