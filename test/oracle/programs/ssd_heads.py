import itertools
from math import sqrt

import torch
from torch import nn


class PriorBox(object):
    def __init__(self, image_size, feature_maps, min_sizes, max_sizes, aspect_ratios):
        self.image_size = image_size
        self.feature_maps = feature_maps
        self.min_sizes = min_sizes
        self.max_sizes = max_sizes
        self.aspect_ratios = aspect_ratios

    def __call__(self):
        priors = []
        for k, f in enumerate(self.feature_maps):
            for i, j in itertools.product(range(f), repeat=2):
                cx, cy = (j + 0.5) / f, (i + 0.5) / f
                size = self.min_sizes[k] / self.image_size
                priors.append([cx, cy, size, size])
                big = sqrt(size * self.max_sizes[k] / self.image_size)
                priors.append([cx, cy, big, big])
                for ratio in self.aspect_ratios[k]:
                    r = sqrt(ratio)
                    priors.append([cx, cy, size * r, size / r])
                    priors.append([cx, cy, size / r, size * r])
        priors = torch.tensor(priors)
        priors.clamp_(max=1, min=0)
        return priors


class SSD(nn.Module):
    def __init__(self, num_classes=3, boxes_per_location=(4, 6, 4)):
        super().__init__()
        self.num_classes = num_classes
        chans = [3, 8, 16, 16]
        self.stages = nn.ModuleList([
            nn.Sequential(nn.Conv2d(a, b, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(b, b, 3, stride=2, padding=1))
            for a, b in zip(chans[:-1], chans[1:])
        ])
        self.loc = nn.ModuleList()
        self.conf = nn.ModuleList()
        for c, n in zip(chans[1:], boxes_per_location):
            self.loc.append(nn.Conv2d(c, n * 4, kernel_size=3, padding=1))
            self.conf.append(nn.Conv2d(c, n * num_classes, kernel_size=3, padding=1))

    def forward(self, x):
        loc, conf = list(), list()
        for stage, l, c in zip(self.stages, self.loc, self.conf):
            x = stage(x)
            loc.append(l(x).permute(0, 2, 3, 1).contiguous())
            conf.append(c(x).permute(0, 2, 3, 1).contiguous())
        loc = torch.cat([o.view(o.size(0), -1) for o in loc], 1)
        conf = torch.cat([o.view(o.size(0), -1) for o in conf], 1)
        return loc.view(loc.size(0), -1, 4), conf.view(conf.size(0), -1, self.num_classes)


def decode(loc, priors, variances=(0.1, 0.2)):
    boxes = torch.cat((
        priors[:, :2] + loc[:, :2] * variances[0] * priors[:, 2:],
        priors[:, 2:] * torch.exp(loc[:, 2:] * variances[1])), 1)
    boxes[:, :2] -= boxes[:, 2:] / 2
    boxes[:, 2:] += boxes[:, :2]
    return boxes


net = SSD()
images = torch.randn(2, 3, 64, 64)
loc, conf = net(images)
priors = PriorBox(64, [16, 4, 1], [8, 24, 48], [24, 48, 60], [[2], [2, 3], [2]])()
decoded = decode(loc[0].detach(), priors)
probs = conf.softmax(-1)
positive = probs[..., 1:].amax(-1) > 0.5
target = torch.randint(0, 3, conf.shape[:2])
loss = nn.functional.cross_entropy(conf.view(-1, 3), target.view(-1), reduction="none").view(2, -1)
hard, order = loss.sort(1, descending=True)
mean_loss = hard[:, :10].mean()
