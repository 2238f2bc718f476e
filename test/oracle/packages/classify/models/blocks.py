from torch import nn

__all__ = ['ConvBlock', 'conv3x3']


def conv3x3(inside, outside, stride=1):
    return nn.Conv2d(inside, outside, 3, stride, padding=1, bias=False)


class ConvBlock(nn.Module):
    expansion = 2

    def __init__(self, inside, outside, stride=1):
        super().__init__()
        self.conv1 = conv3x3(inside, outside, stride)
        self.bn1 = nn.BatchNorm2d(outside)
        self.conv2 = conv3x3(outside, outside * self.expansion)
        self.bn2 = nn.BatchNorm2d(outside * self.expansion)
        self.shortcut = _shortcut(inside, outside * self.expansion, stride)

    def forward(self, x):
        y = self.bn1(self.conv1(x)).relu()
        y = self.bn2(self.conv2(y))
        y = y + self.shortcut(x)
        return y.relu()


def _shortcut(inside, outside, stride):
    if inside == outside and stride == 1:
        return nn.Identity()
    return nn.Conv2d(inside, outside, 1, stride)
