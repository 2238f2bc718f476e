import assert from 'node:assert/strict';
import { analyze, check, shapesOf } from '../../testing/check';

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
vit = models.vit_b_16(image_size=64)
vit.heads.head = nn.Linear(768, 6)
c = vit(x)
d = models.efficientnet_b0(num_classes=4)(x)
`);
    assert.deepEqual(found.slice(1), ['a: (2, 7)', 'b: (2, 5)', 'c: (2, 6)', 'd: (2, 4)']);
  });

  it('have other widths than a new head may ask for, which can be set', async () => {
    const program = `${HEAD}resnet = models.resnet18()
resnet.fc = nn.Linear(2048, 7)
a = resnet(x)
#   ^^^^^^^^^ shape-mismatch
`;
    const [finding] = await check(program);
    assert.match(finding!.message, /^Within torchvision\.models\.resnet, nn\.Linear gets/);
    const [{ range, newText }] = finding!.fix!.edits as [{ range: { start: number; end: number }; newText: string }];
    assert.equal(newText, '512');
    assert.equal(
      (await analyze(program.slice(0, range.start) + newText + program.slice(range.end))).findings.length,
      0,
    );
  });

  it('have parts that may be called, taken out and replaced', async () => {
    const found = await shapesOf(`${HEAD}resnet = models.resnet18()
a = resnet.layer2(resnet.layer1(resnet.maxpool(resnet.conv1(x))))
b = nn.Sequential(*list(resnet.children())[:-2])(x)
resnet.layer4 = nn.Conv2d(256, 99, 1)
resnet.fc = nn.Linear(99, 7)
c = resnet(x)
d = models.vgg11().features[:6](x)
e = models.mobilenet_v2(width_mult=0.5).features(x)
f = models.resnet18(of_another_version=1)(x)
`);
    assert.deepEqual(found.slice(1), [
      'a: (2, 128, 8, 8)',
      'b: (2, 512, 2, 2)',
      'c: (2, 7)',
      'd: (2, 128, 16, 16)',
      'e: (2, 1280, 2, 2)',
      'f: ?',
    ]);
  });

  it('have classes that others are derived from, and parts to build of', async () => {
    const found = await shapesOf(`${HEAD}from torchvision.models.resnet import BasicBlock, ResNet, conv3x3, resnet34
from torchvision.models.segmentation.deeplabv3 import DeepLabHead
class Grey(ResNet):
    def __init__(self, classes):
        super().__init__(BasicBlock, [2, 2, 2, 2], num_classes=classes)
        self.conv1 = nn.Conv2d(1, 64, 3, 1, 1, bias=False)
        self.more = conv3x3(512, 32)
    def forward(self, x):
        found = self.layer4(self.layer3(self.layer2(self.layer1(self.bn1(self.conv1(x))))))
        return self.fc(torch.flatten(self.avgpool(found), 1)), self.more(found)
class Doubled(models.ResNet):
    def _forward_impl(self, x):
        return super()._forward_impl(x).repeat(1, 2)
y, more = Grey(10)(torch.randn(2, 1, 32, 32))
z = Doubled(BasicBlock, [1, 1, 1, 1], 7)(x)
w = resnet34()(x)
segmenter = models.segmentation.fcn_resnet50()
segmenter.classifier = DeepLabHead(2048, 4)
v = segmenter(x)['out']
`);
    assert.deepEqual(found.slice(-6), [
      'y: (2, 10)',
      'more: (2, 32, 4, 4)',
      'return: (2, 14)',
      'z: (2, 14)',
      'w: (2, 1000)',
      'v: (2, 4, 64, 64)',
    ]);
  });

  it('find any number of things in each of a list of pictures, and give losses while they train', async () => {
    const found = await shapesOf(`${HEAD}from torchvision.models.detection import FasterRCNN
from torchvision.models.detection.faster_rcnn import FastRCNNPredictor
from torchvision.models.detection.mask_rcnn import MaskRCNNPredictor
from torchvision.models.detection.rpn import AnchorGenerator
pictures = [torch.rand(3, 300, 400), torch.rand(3, 500, 400)]
finder = models.detection.maskrcnn_resnet50_fpn(weights='DEFAULT')
width = finder.roi_heads.box_predictor.cls_score.in_features
finder.roi_heads.box_predictor = FastRCNNPredictor(width, 2)
width = finder.roi_heads.mask_predictor.conv5_mask.in_channels
finder.roi_heads.mask_predictor = MaskRCNNPredictor(width, 256, 2)
loss = sum(each for each in finder(pictures, targets).values())
first, second = finder.eval()(pictures)
boxes, masks = first['boxes'], first['masks']
labels, scores = second['labels'], second['scores']
backbone = models.mobilenet_v2().features
backbone.out_channels = 1280
finder = FasterRCNN(backbone, 2, rpn_anchor_generator=AnchorGenerator(((32, 64),), ((0.5, 1.0),))).eval()
best = finder(pictures)[0]['boxes'][0]
pyramid = models.detection.backbone_utils.resnet_fpn_backbone('resnet18', pretrained=True, trainable_layers=2)
levels = [each for each in pyramid(torch.randn(2, 3, 64, 64)).values()]
last = levels[-1]
second = levels[1]
y = FasterRCNN(pyramid, num_classes=7).eval()([torch.randn(3, 64, 64)])[0]['scores']
`);
    assert.deepEqual(found.slice(1), [
      'loss: ()',
      'boxes: (n0, 4)',
      'masks: (n0, 1, 300, 400)',
      'labels: (n1,)',
      'scores: (n1,)',
      'best: (4,)',
      'last: (2, 256, 1, 1)',
      'second: (2, 256, 8, 8)',
      'y: (n2,)',
    ]);
  });

  it('have heads for what they find that fit', async () => {
    const [finding] = await check(`${HEAD}from torchvision.models.detection.faster_rcnn import FastRCNNPredictor
finder = models.detection.fasterrcnn_resnet50_fpn(pretrained=True).eval()
finder.roi_heads.box_predictor = FastRCNNPredictor(512, 5)
y = finder([torch.rand(3, 300, 400)])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`);
    assert.match(finding!.message, /in_features=512: set in_features=1024/);
  });

  it('are not all that there is of them', () =>
    check(`${HEAD}resnet = models.resnet18()
size = 3 if hasattr(resnet, 'of_another_version') else 5
y = nn.Linear(5, 2)(torch.zeros(size))
z = nn.Linear(3, 2)(torch.zeros(size))
`));

  it('give further outputs while they train', async () => {
    const found = await shapesOf(`${HEAD}y, aux = models.inception_v3()(torch.randn(2, 3, 299, 299))
z = models.googlenet(pretrained=True)(x)
w = models.googlenet().logits
`);
    assert.deepEqual(found.slice(1), ['y: (2, 1000)', 'aux: (2, 1000)', 'z: (2, 1000)', 'w: ?']);
  });

  it('crash where they are called, whatever is inside', () =>
    check(`${HEAD}resnet = models.resnet18()
a = resnet(torch.randn(2, 1, 64, 64))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});
