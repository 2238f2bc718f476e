import torch
import torch.nn as nn


def conv_bn(i, o, k, s=1, g=1, relu=True):
    mods = [nn.Conv2d(i, o, k, s, k // 2, groups=g, bias=False), nn.BatchNorm2d(o)]
    return nn.Sequential(*mods, nn.ReLU(inplace=True)) if relu else nn.Sequential(*mods)


class SELayer(nn.Module):
    def __init__(self, channel, reduction=4):
        super().__init__()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Sequential(
            nn.Linear(channel, channel // reduction, bias=False), nn.ReLU(inplace=True),
            nn.Linear(channel // reduction, channel, bias=False), nn.Sigmoid())

    def forward(self, x):
        b, c, _, _ = x.size()
        y = self.avg_pool(x).view(b, c)
        y = self.fc(y).view(b, c, 1, 1)
        return x * y.expand_as(x)


class Bottleneck(nn.Module):
    def __init__(self, cin, width, cout, stride, cardinality=4):
        super().__init__()
        self.body = nn.Sequential(
            conv_bn(cin, width, 1), conv_bn(width, width, 3, stride, cardinality), conv_bn(width, cout, 1, relu=False))
        self.se = SELayer(cout)
        self.short = None
        if stride != 1 or cin != cout:
            self.short = conv_bn(cin, cout, 1, stride, relu=False)

    def forward(self, x):
        r = x if self.short is None else self.short(x)
        return torch.relu(self.se(self.body(x)) + r)


class CBAM(nn.Module):
    """Channel, then spatial attention."""

    def __init__(self, ch, r=2):
        super().__init__()
        self.mlp = nn.Sequential(nn.Flatten(), nn.Linear(ch, ch // r), nn.ReLU(), nn.Linear(ch // r, ch))
        self.spatial = nn.Conv2d(2, 1, 7, padding=3)

    def forward(self, x):
        avg = nn.functional.adaptive_avg_pool2d(x, 1)
        mx = nn.functional.adaptive_max_pool2d(x, 1)
        att = torch.sigmoid(self.mlp(avg) + self.mlp(mx))[..., None, None]
        x = x * att
        maps = torch.cat((torch.max(x, 1)[0].unsqueeze(1), torch.mean(x, 1).unsqueeze(1)), dim=1)
        return x * torch.sigmoid(self.spatial(maps))


plan = {"stem": 16, "stages": [(8, 16, 1), (16, 32, 2), (32, 64, 2)]}
layers, c = [conv_bn(3, plan["stem"], 3)], plan["stem"]
for width, out, stride in plan["stages"]:
    layers.append(Bottleneck(c, width, out, stride))
    c = out
backbone = nn.Sequential(*layers)
feature = backbone(torch.randn(2, 3, 32, 24))
attended = CBAM(c)(feature)
logits = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, 10))(attended)
