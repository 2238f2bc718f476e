import type { Described } from '../../../project/described';
import { BLOCKS } from './blocks';
import { DETECTION } from './detection';
import { FEATURE_PYRAMID } from './feature-pyramid';

/** Lin et al. 2017, focal loss. A list of pictures → boxes (N, 4), scores (N,), labels (N,) of each; losses in training. */
export const RETINANET: Described = {
  path: 'library:torchvision.models.detection.retinanet',
  text: `${BLOCKS}
from collections import OrderedDict
from torchvision.models import resnet50
from torchvision.models.detection.anchor_utils import AnchorGenerator
${FEATURE_PYRAMID}${DETECTION}
class LastLevelP6P7(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.p6 = nn.Conv2d(in_channels, out_channels, 3, 2, 1)
        self.p7 = nn.Conv2d(out_channels, out_channels, 3, 2, 1)
        self.use_P5 = in_channels == out_channels

    def forward(self, p, c, names):
        sixth = self.p6(p[-1] if self.use_P5 else c[-1])
        return p + [sixth, self.p7(F.relu(sixth))], names + ['p6', 'p7']

def tower(width, norm):
    return nn.Sequential(*[Conv2dNormActivation(width, width, norm=norm) for _ in range(4)])

def by_anchor(y, width):
    B, _, H, W = y.shape
    return y.view(B, -1, width, H, W).permute(0, 3, 4, 1, 2).reshape(B, -1, width)

class RetinaNetClassificationHead(nn.Module):
    def __init__(self, in_channels, num_anchors, num_classes, prior_probability=0.01, norm_layer=None):
        super().__init__()
        self.conv = tower(in_channels, norm_layer)
        self.cls_logits = nn.Conv2d(in_channels, num_anchors * num_classes, 3, 1, 1)
        self.num_classes = num_classes
        self.num_anchors = num_anchors

    def forward(self, x):
        return torch.cat([by_anchor(self.cls_logits(self.conv(each)), self.num_classes) for each in x], 1)

class RetinaNetRegressionHead(nn.Module):
    def __init__(self, in_channels, num_anchors, norm_layer=None):
        super().__init__()
        self.conv = tower(in_channels, norm_layer)
        self.bbox_reg = nn.Conv2d(in_channels, num_anchors * 4, 3, 1, 1)

    def forward(self, x):
        return torch.cat([by_anchor(self.bbox_reg(self.conv(each)), 4) for each in x], 1)

class RetinaNetHead(nn.Module):
    def __init__(self, in_channels, num_anchors, num_classes, norm_layer=None):
        super().__init__()
        self.classification_head = RetinaNetClassificationHead(in_channels, num_anchors, num_classes,
                                                               norm_layer=norm_layer)
        self.regression_head = RetinaNetRegressionHead(in_channels, num_anchors, norm_layer)

    def forward(self, x):
        return {'cls_logits': self.classification_head(x), 'bbox_regression': self.regression_head(x)}

class RetinaNet(nn.Module):
    def __init__(self, backbone, num_classes, min_size=800, max_size=1333, image_mean=None, image_std=None,
                 anchor_generator=None, head=None, *rest, detections_per_img=300, **settings):
        super().__init__()
        self.backbone = backbone
        if anchor_generator is None:
            sizes = tuple((x, int(x * 2 ** (1 / 3)), int(x * 2 ** (2 / 3))) for x in [32, 64, 128, 256, 512])
            anchor_generator = AnchorGenerator(sizes, ((0.5, 1.0, 2.0),) * 5)
        self.anchor_generator = anchor_generator
        if head is None:
            head = RetinaNetHead(backbone.out_channels, anchor_generator.num_anchors_per_location()[0], num_classes)
        self.head = head
        mean = [0.485, 0.456, 0.406] if image_mean is None else image_mean
        std = [0.229, 0.224, 0.225] if image_std is None else image_std
        self.transform = GeneralizedRCNNTransform(min_size, max_size, mean, std)
        self.detections_per_img = detections_per_img

    def forward(self, images, targets=None):
        features = self.backbone(self.transform(images))
        if isinstance(features, torch.Tensor):
            features = OrderedDict([('0', features)])
        found = self.head(list(features.values()))
        if self.training:
            return {'classification': found['cls_logits'].sum(), 'bbox_regression': found['bbox_regression'].sum()}
        return [detected(image, self.detections_per_img) for image in images]

def make(norm, last, head_norm=None, num_classes=None, **settings):
    layers = {'layer2': '0', 'layer3': '1', 'layer4': '2'}
    backbone = BackboneWithFPN(resnet50(norm_layer=norm), layers, [512, 1024, 2048], 256, LastLevelP6P7(last, 256))
    classes = 91 if num_classes is None else num_classes
    head = RetinaNetHead(256, 9, classes, head_norm)
    return RetinaNet(backbone, classes, head=head, **settings)

def retinanet_resnet50_fpn(weights=None, weights_backbone='weights', trainable_backbone_layers=None, **settings):
    norm = nn.BatchNorm2d if weights is None and weights_backbone is None else FrozenBatchNorm2d
    return make(norm, 256, **settings)

def retinanet_resnet50_fpn_v2(weights=None, weights_backbone=None, trainable_backbone_layers=None, **settings):
    return make(nn.BatchNorm2d, 2048, partial(nn.GroupNorm, 32), **settings)
`,
};
