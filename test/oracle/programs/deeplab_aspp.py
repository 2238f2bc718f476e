import torch
from torch import nn
from torch.nn import functional as F


class ASPPConv(nn.Sequential):
    def __init__(self, in_channels, out_channels, dilation):
        modules = [
            nn.Conv2d(in_channels, out_channels, 3, padding=dilation, dilation=dilation, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU()
        ]
        super(ASPPConv, self).__init__(*modules)


class ASPPPooling(nn.Sequential):
    def __init__(self, in_channels, out_channels):
        super(ASPPPooling, self).__init__(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(in_channels, out_channels, 1, bias=False),
            nn.ReLU())

    def forward(self, x):
        size = x.shape[-2:]
        for mod in self:
            x = mod(x)
        return F.interpolate(x, size=size, mode='bilinear', align_corners=False)


class ASPP(nn.Module):
    def __init__(self, in_channels, atrous_rates, out_channels=16):
        super(ASPP, self).__init__()
        modules = []
        modules.append(nn.Sequential(nn.Conv2d(in_channels, out_channels, 1, bias=False), nn.ReLU()))
        for rate in tuple(atrous_rates):
            modules.append(ASPPConv(in_channels, out_channels, rate))
        modules.append(ASPPPooling(in_channels, out_channels))
        self.convs = nn.ModuleList(modules)
        self.project = nn.Sequential(nn.Conv2d(len(self.convs) * out_channels, out_channels, 1), nn.Dropout(0.5))

    def forward(self, x):
        res = []
        for conv in self.convs:
            res.append(conv(x))
        res = torch.cat(res, dim=1)
        return self.project(res)


class Segmenter(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.low = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.ReLU())
        self.high = nn.Sequential(nn.Conv2d(8, 24, 3, 2, 1), nn.ReLU(), nn.Conv2d(24, 32, 3, 2, 1), nn.ReLU())
        self.aspp = ASPP(32, [2, 4, 6])
        self.reduce = nn.Conv2d(8, 6, 1)
        self.classifier = nn.Conv2d(16 + 6, classes, 3, padding=1)

    def forward(self, x):
        input_shape = x.shape[-2:]
        low = self.low(x)
        high = self.aspp(self.high(low))
        high = F.interpolate(high, size=low.shape[2:], mode='bilinear', align_corners=False)
        out = self.classifier(torch.cat([self.reduce(low), high], dim=1))
        return {'out': F.interpolate(out, size=input_shape, mode='bilinear', align_corners=False), 'low': low}


model = Segmenter(5)
result = model(torch.randn(2, 3, 48, 64))
prediction = result['out'].argmax(1)
target = torch.randint(0, 5, (2, 48, 64))
target[:, :4] = 255
loss = F.cross_entropy(result['out'], target, ignore_index=255)
valid = target != 255
pixel_accuracy = (prediction[valid] == target[valid]).float().mean()
one_hot = F.one_hot(prediction, 5).permute(0, 3, 1, 2).float()
inter = (one_hot * result['out'].softmax(1)).sum(dim=(2, 3))
