import type { Described } from '../../../project/described';
import { BASIC_CONVOLUTION } from './basic-convolution';

/** Szegedy et al. 2015. Trained without given weights it has two more outputs. */
export const GOOGLENET: Described = {
  path: 'library:torchvision.models.googlenet',
  text: `
from collections import namedtuple
import torch
import torch.nn.functional as F
from torch import nn

GoogLeNetOutputs = namedtuple('GoogLeNetOutputs', ['logits', 'aux_logits2', 'aux_logits1'])

${BASIC_CONVOLUTION}
class Inception(nn.Module):
    def __init__(self, width, one, three_red, three, five_red, five, pool):
        super().__init__()
        self.branch1 = BasicConv2d(width, one, 1)
        self.branch2 = nn.Sequential(BasicConv2d(width, three_red, 1), BasicConv2d(three_red, three, 3, padding=1))
        self.branch3 = nn.Sequential(BasicConv2d(width, five_red, 1), BasicConv2d(five_red, five, 3, padding=1))
        self.branch4 = nn.Sequential(nn.MaxPool2d(3, 1, 1, ceil_mode=True), BasicConv2d(width, pool, 1))

    def forward(self, x):
        return torch.cat([self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)], 1)

class InceptionAux(nn.Module):
    def __init__(self, width, num_classes, dropout):
        super().__init__()
        self.conv = BasicConv2d(width, 128, 1)
        self.fc1 = nn.Linear(2048, 1024)
        self.fc2 = nn.Linear(1024, num_classes)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = torch.flatten(self.conv(F.adaptive_avg_pool2d(x, (4, 4))), 1)
        return self.fc2(self.dropout(F.relu(self.fc1(x), inplace=True)))

class GoogLeNet(nn.Module):
    def __init__(self, num_classes=1000, aux_logits=None, transform_input=False, init_weights=None, dropout=0.2,
                 dropout_aux=0.7, weights=None):
        super().__init__()
        auxiliary = weights is None if aux_logits is None else aux_logits
        self.aux_logits = auxiliary
        self.transform_input = transform_input
        self.conv1 = BasicConv2d(3, 64, 7, 2, 3)
        self.maxpool1 = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.conv2 = BasicConv2d(64, 64, 1)
        self.conv3 = BasicConv2d(64, 192, 3, padding=1)
        self.maxpool2 = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.inception3a = Inception(192, 64, 96, 128, 16, 32, 32)
        self.inception3b = Inception(256, 128, 128, 192, 32, 96, 64)
        self.maxpool3 = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.inception4a = Inception(480, 192, 96, 208, 16, 48, 64)
        self.inception4b = Inception(512, 160, 112, 224, 24, 64, 64)
        self.inception4c = Inception(512, 128, 128, 256, 24, 64, 64)
        self.inception4d = Inception(512, 112, 144, 288, 32, 64, 64)
        self.inception4e = Inception(528, 256, 160, 320, 32, 128, 128)
        self.maxpool4 = nn.MaxPool2d(2, 2, ceil_mode=True)
        self.inception5a = Inception(832, 256, 160, 320, 32, 128, 128)
        self.inception5b = Inception(832, 384, 192, 384, 48, 128, 128)
        self.aux1 = InceptionAux(512, num_classes, dropout_aux) if auxiliary else None
        self.aux2 = InceptionAux(528, num_classes, dropout_aux) if auxiliary else None
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(1024, num_classes)

    def forward(self, x):
        x = self.maxpool1(self.conv1(x))
        x = self.maxpool2(self.conv3(self.conv2(x)))
        x = self.inception4a(self.maxpool3(self.inception3b(self.inception3a(x))))
        aux1 = self.aux1(x) if self.aux1 is not None and self.training else None
        x = self.inception4d(self.inception4c(self.inception4b(x)))
        aux2 = self.aux2(x) if self.aux2 is not None and self.training else None
        x = self.inception5b(self.inception5a(self.maxpool4(self.inception4e(x))))
        x = self.fc(self.dropout(torch.flatten(self.avgpool(x), 1)))
        return GoogLeNetOutputs(x, aux2, aux1) if self.training and self.aux_logits else x

googlenet = GoogLeNet
`,
};
