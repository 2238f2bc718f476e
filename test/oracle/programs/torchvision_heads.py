"""Fine-tuning: torchvision's networks get heads for other classes, before, after and inside other modules."""
import torch
from torch import nn
from torchvision import models
from torchvision.models import resnet18

x = torch.randn(2, 3, 64, 64)
model = resnet18(weights=None)
model.fc = nn.Linear(model.fc.in_features, 10)
y = model(x)
n = torch.zeros(model.fc.in_features)
small = models.mobilenet_v3_small()
small.classifier[-1] = nn.Linear(small.classifier[-1].in_features, 9)
ys = small.eval()(x)
shuffle = models.shufflenet_v2_x1_0(num_classes=11)
yf = shuffle(x)


class Net(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.backbone = models.resnet18(weights=None)
        width = self.backbone.fc.in_features
        self.backbone.fc = nn.Identity()
        self.head = nn.Linear(width, classes)

    def forward(self, x):
        h = self.backbone(x)
        z = self.head(h)
        return z


out = Net(9)(x)
grey = resnet18()
grey.conv1 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
grey.fc = nn.Identity()
yi = grey(torch.randn(2, 1, 64, 64))

frozen = [model.conv1, model.bn1, model.relu, model.maxpool, model.layer1, model.layer2, model.layer3, model.layer4]
frozen += [model.avgpool, small.features, small.avgpool]
frozen += [shuffle.conv1, shuffle.maxpool, shuffle.stage2, shuffle.stage3, shuffle.stage4, shuffle.conv5]
for part in frozen:
    for parameter in part.parameters():
        parameter.requires_grad = False
tuned = model(x)
