import type { Described } from '../../../project/described';

/** Tan et al. 2019. */
export const MNASNET: Described = {
  path: 'library:torchvision.models.mnasnet',
  text: `
from functools import partial
from torch import nn

def scaled(width, alpha):
    value = width * alpha
    rounded = max(8, int(value + 4) // 8 * 8)
    return rounded if rounded >= 0.9 * value else rounded + 8

class _InvertedResidual(nn.Module):
    def __init__(self, width, out, kernel_size, stride, expansion):
        super().__init__()
        inner = width * expansion
        self.apply_residual = width == out and stride == 1
        self.layers = nn.Sequential(
            nn.Conv2d(width, inner, 1, bias=False), nn.BatchNorm2d(inner), nn.ReLU(inplace=True),
            nn.Conv2d(inner, inner, kernel_size, stride, kernel_size // 2, groups=inner, bias=False),
            nn.BatchNorm2d(inner), nn.ReLU(inplace=True),
            nn.Conv2d(inner, out, 1, bias=False), nn.BatchNorm2d(out))

    def forward(self, x):
        return self.layers(x) + x if self.apply_residual else self.layers(x)

def stack(width, out, kernel_size, stride, expansion, count):
    rest = [_InvertedResidual(out, out, kernel_size, 1, expansion) for _ in range(count - 1)]
    return nn.Sequential(_InvertedResidual(width, out, kernel_size, stride, expansion), *rest)

class MNASNet(nn.Module):
    def __init__(self, alpha, num_classes=1000, dropout=0.2):
        super().__init__()
        self.alpha = alpha
        self.num_classes = num_classes
        d = [scaled(width, alpha) for width in [32, 16, 24, 40, 80, 96, 192, 320]]
        self.layers = nn.Sequential(
            nn.Conv2d(3, d[0], 3, 2, 1, bias=False), nn.BatchNorm2d(d[0]), nn.ReLU(inplace=True),
            nn.Conv2d(d[0], d[0], 3, 1, 1, groups=d[0], bias=False), nn.BatchNorm2d(d[0]), nn.ReLU(inplace=True),
            nn.Conv2d(d[0], d[1], 1, bias=False), nn.BatchNorm2d(d[1]),
            stack(d[1], d[2], 3, 2, 3, 3), stack(d[2], d[3], 5, 2, 3, 3), stack(d[3], d[4], 5, 2, 6, 3),
            stack(d[4], d[5], 3, 1, 6, 2), stack(d[5], d[6], 5, 2, 6, 4), stack(d[6], d[7], 3, 1, 6, 1),
            nn.Conv2d(d[7], 1280, 1, bias=False), nn.BatchNorm2d(1280), nn.ReLU(inplace=True))
        self.classifier = nn.Sequential(nn.Dropout(dropout, inplace=True), nn.Linear(1280, num_classes))

    def forward(self, x):
        return self.classifier(self.layers(x).mean([2, 3]))

mnasnet0_5 = partial(MNASNet, 0.5)
mnasnet0_75 = partial(MNASNet, 0.75)
mnasnet1_0 = partial(MNASNet, 1.0)
mnasnet1_3 = partial(MNASNet, 1.3)
`,
};
