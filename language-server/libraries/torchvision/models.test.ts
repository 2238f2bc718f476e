import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import torch
from torch import nn
from torchvision import models
x = torch.randn(2, 3, 64, 64)
`;

describe('networks of torchvision', () => {
  it('end in a head for other classes, also where torchvision is not installed', async () => {
    const found = await shapesOf(`${HEAD}resnet = models.resnet50(weights=None)
resnet.fc = nn.Linear(resnet.fc.in_features, 7)
a = resnet(x)
vgg = models.vgg16()
vgg.classifier[6] = nn.Linear(vgg.classifier[6].in_features, 5)
b = vgg(x)
vit = models.vit_b_16()
vit.heads.head = nn.Linear(768, 6)
c = vit(x)
d = models.efficientnet_b0(num_classes=4)(x)
`);
    assert.deepEqual(found.slice(1), ['a: (2, 7)', 'b: (2, 5)', 'c: (2, 6)', 'd: (2, 4)']);
  });

  it('have other widths than a new head may ask for', () =>
    check(`${HEAD}resnet = models.resnet18()
resnet.fc = nn.Linear(2048, 7)
a = resnet(x)
#   ^^^^^^^^^ shape-mismatch
`));

  it('may be changed by who looks inside, and are not known with other settings', async () => {
    const found = await shapesOf(`${HEAD}resnet = models.resnet18()
resnet.layer4 = nn.Conv2d(256, 99, 1)
resnet.fc = nn.Linear(99, 7)
a = resnet(x)
b = models.mobilenet_v2(width_mult=0.5)(x)
c = nn.Sequential(*list(models.resnet18().children())[:-1])(x)
`);
    assert.deepEqual(found.slice(1), ['a: (2, 7)', 'b: ?', 'c: ?']);
  });
});
