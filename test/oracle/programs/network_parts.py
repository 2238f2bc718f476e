"""Networks of torchvision in parts: encoders of their layers, features at several depths, bodies with other heads."""
import torch
from torch import nn
from torchvision import models
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.models.feature_extraction import create_feature_extractor


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        resnet = models.resnet18(weights=None)
        self.stem = nn.Sequential(resnet.conv1, resnet.bn1, resnet.relu, resnet.maxpool)
        self.layer1, self.layer2 = resnet.layer1, resnet.layer2
        self.up = nn.ConvTranspose2d(resnet.layer2[-1].conv2.out_channels, 64, 2, stride=2)

    def forward(self, x):
        s = self.stem(x)
        a = self.layer1(s)
        b = self.layer2(a)
        return torch.cat([self.up(b), a], 1)


class Caption(nn.Module):
    def __init__(self, size):
        super().__init__()
        resnet = models.resnet18()
        self.resnet = nn.Sequential(*list(resnet.children())[:-1])
        self.embed = nn.Linear(resnet.fc.in_features, size)

    def forward(self, images):
        features = self.resnet(images)
        features = features.reshape(features.size(0), -1)
        return self.embed(features)


x = torch.randn(2, 3, 64, 64)
a = Encoder()(x)
b = Caption(20)(x)
resnet = models.resnet18()
body = nn.Sequential(*list(resnet.children())[:-2])
c = body(x)
getter = IntermediateLayerGetter(resnet, {'layer1': 'low', 'layer4': 'high'})
low, high = getter(x).values()
extractor = create_feature_extractor(resnet, {'layer2.0.conv1': 'inner', 'layer3': 'outer'})
inner = extractor(x)['inner']
outer = extractor(x)['outer']
pooled = create_feature_extractor(resnet, ['avgpool'])(x)['avgpool']
y = x
for name, child in resnet.named_children():
    if name == 'fc':
        y = torch.flatten(y, 1)
    y = child(y)
squeeze = models.squeezenet1_1()
d = squeeze.features[:5](x)
squeeze.classifier[1] = nn.Conv2d(512, 7, 1)
e = squeeze(x)
small = models.mobilenet_v3_small()
f = small.features(x)
g = small.classifier[:-1](small.avgpool(f).flatten(1))
