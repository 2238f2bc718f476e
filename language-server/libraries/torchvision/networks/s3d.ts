import type { Described } from '../../../project/described';

/** Xie et al. 2018. (B, 3, T, H, W) → (B, classes), of at least 14 pictures of 224 pixels a side. */
export const S3D: Described = {
  path: 'library:torchvision.models.video.s3d',
  text: `
from functools import partial
import torch
from torch import nn

class Conv3dNormActivation(nn.Sequential):
    def __init__(self, width, out, kernel_size, stride, padding, norm):
        super().__init__(nn.Conv3d(width, out, kernel_size, stride, padding, bias=False), norm(out),
                         nn.ReLU(inplace=True))
        self.out_channels = out

def pointwise(width, out, norm):
    return Conv3dNormActivation(width, out, 1, 1, 0, norm)

class TemporalSeparableConv(nn.Sequential):
    def __init__(self, in_planes, out_planes, kernel_size, stride, padding, norm_layer):
        k, s, p = kernel_size, stride, padding
        super().__init__(
            Conv3dNormActivation(in_planes, out_planes, (1, k, k), (1, s, s), (0, p, p), norm_layer),
            Conv3dNormActivation(out_planes, out_planes, (k, 1, 1), (s, 1, 1), (p, 0, 0), norm_layer))

class SepInceptionBlock3D(nn.Module):
    def __init__(self, width, first, second_red, second, third_red, third, pool, norm):
        super().__init__()
        self.branch0 = pointwise(width, first, norm)
        self.branch1 = nn.Sequential(pointwise(width, second_red, norm),
                                     TemporalSeparableConv(second_red, second, 3, 1, 1, norm))
        self.branch2 = nn.Sequential(pointwise(width, third_red, norm),
                                     TemporalSeparableConv(third_red, third, 3, 1, 1, norm))
        self.branch3 = nn.Sequential(nn.MaxPool3d(3, 1, 1), pointwise(width, pool, norm))

    def forward(self, x):
        return torch.cat((self.branch0(x), self.branch1(x), self.branch2(x), self.branch3(x)), 1)

class S3D(nn.Module):
    def __init__(self, num_classes=400, dropout=0.2, norm_layer=None):
        super().__init__()
        norm = partial(nn.BatchNorm3d, eps=0.001, momentum=0.001) if norm_layer is None else norm_layer
        block = partial(SepInceptionBlock3D, norm=norm)
        self.features = nn.Sequential(
            TemporalSeparableConv(3, 64, 7, 2, 3, norm),
            nn.MaxPool3d((1, 3, 3), (1, 2, 2), (0, 1, 1)),
            pointwise(64, 64, norm),
            TemporalSeparableConv(64, 192, 3, 1, 1, norm),
            nn.MaxPool3d((1, 3, 3), (1, 2, 2), (0, 1, 1)),
            block(192, 64, 96, 128, 16, 32, 32),
            block(256, 128, 128, 192, 32, 96, 64),
            nn.MaxPool3d(3, 2, 1),
            block(480, 192, 96, 208, 16, 48, 64),
            block(512, 160, 112, 224, 24, 64, 64),
            block(512, 128, 128, 256, 24, 64, 64),
            block(512, 112, 144, 288, 32, 64, 64),
            block(528, 256, 160, 320, 32, 128, 128),
            nn.MaxPool3d(2, 2),
            block(832, 256, 160, 320, 32, 128, 128),
            block(832, 384, 192, 384, 48, 128, 128))
        self.avgpool = nn.AvgPool3d((2, 7, 7), 1)
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Conv3d(1024, num_classes, 1))

    def forward(self, x):
        return torch.mean(self.classifier(self.avgpool(self.features(x))), (2, 3, 4))

s3d = S3D
`,
};
