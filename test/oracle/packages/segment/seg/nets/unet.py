import torch
from torch import nn

from . import common as C
from ..losses import as_probabilities


class Down(nn.Module):
    def __init__(self, inside, outside):
        super().__init__()
        self.net = nn.Sequential(nn.MaxPool2d(2), C.double_conv(inside, outside))

    def forward(self, x):
        return self.net(x)


class Up(nn.Module):
    def __init__(self, inside, outside):
        super().__init__()
        self.up = nn.ConvTranspose2d(inside, outside, 2, stride=2)
        self.conv = C.double_conv(outside * 2, outside)

    def forward(self, x, skip):
        x = self.up(x)
        x = torch.cat([skip, x], dim=1)
        return self.conv(x)


class UNet(nn.Module):
    def __init__(self, config):
        super().__init__()
        widths = config.channels
        self.first = C.double_conv(3, widths[0])
        self.downs = nn.ModuleList(Down(a, b) for a, b in zip(widths, widths[1:]))
        self.ups = nn.ModuleList([Up(b, a) for a, b in zip(widths[-2::-1], widths[:0:-1])])
        self.last = nn.Conv2d(widths[0], config.classes, 1)

    def forward(self, x):
        x = self.first(x)
        skips = [x]
        for down in self.downs:
            x = down(x)
            skips.append(x)
        x = skips.pop()
        for up in self.ups:
            x = up(x, skips.pop())
        scores = self.last(x)
        return scores

    @torch.no_grad()
    def predict(self, x):
        return as_probabilities(self(x)).argmax(1)
