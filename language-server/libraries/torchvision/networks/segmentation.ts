import type { Described } from '../../../project/described';
import { LAYER_GETTER } from './layer-getter';

/** Long et al. 2015; Chen et al. 2017. (B, 3, H, W) → (B, classes, H, W); given weights have a second such output. */
export const SEGMENTATION: Described = {
  path: 'library:torchvision.models.segmentation',
  text: `
from functools import partial
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import Bottleneck, ResNet
${LAYER_GETTER}
class FCNHead(nn.Sequential):
    def __init__(self, in_channels, channels):
        inner = in_channels // 4
        super().__init__(nn.Conv2d(in_channels, inner, 3, padding=1, bias=False), nn.BatchNorm2d(inner), nn.ReLU(),
                         nn.Dropout(0.1), nn.Conv2d(inner, channels, 1))

class ASPPConv(nn.Sequential):
    def __init__(self, width, out, dilation):
        super().__init__(nn.Conv2d(width, out, 3, padding=dilation, dilation=dilation, bias=False),
                         nn.BatchNorm2d(out), nn.ReLU())

class ASPPPooling(nn.Sequential):
    def __init__(self, width, out):
        super().__init__(nn.AdaptiveAvgPool2d(1), nn.Conv2d(width, out, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU())

    def forward(self, x):
        return F.interpolate(super().forward(x), size=x.shape[-2:], mode='bilinear', align_corners=False)

class ASPP(nn.Module):
    def __init__(self, in_channels, atrous_rates, out_channels=256):
        super().__init__()
        width, rates, out = in_channels, atrous_rates, out_channels
        first = nn.Sequential(nn.Conv2d(width, out, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU())
        self.convs = nn.ModuleList([first, *[ASPPConv(width, out, each) for each in rates], ASPPPooling(width, out)])
        self.project = nn.Sequential(nn.Conv2d(len(self.convs) * out, out, 1, bias=False), nn.BatchNorm2d(out),
                                     nn.ReLU(), nn.Dropout(0.5))

    def forward(self, x):
        return self.project(torch.cat([conv(x) for conv in self.convs], dim=1))

class DeepLabHead(nn.Sequential):
    def __init__(self, in_channels, num_classes):
        super().__init__(ASPP(in_channels, [12, 24, 36]), nn.Conv2d(256, 256, 3, padding=1, bias=False),
                         nn.BatchNorm2d(256), nn.ReLU(), nn.Conv2d(256, num_classes, 1))

class _SimpleSegmentationModel(nn.Module):
    def __init__(self, layers, head, num_classes=21, aux_loss=None, weights=None, weights_backbone=None):
        super().__init__()
        aux = aux_loss or weights is not None
        backbone = ResNet(Bottleneck, layers, replace_stride_with_dilation=[False, True, True])
        wanted = {'layer3': 'aux', 'layer4': 'out'} if aux else {'layer4': 'out'}
        self.backbone = IntermediateLayerGetter(backbone, wanted)
        self.classifier = head(2048, num_classes)
        self.aux_classifier = FCNHead(1024, num_classes) if aux else None

    def forward(self, x):
        size = x.shape[-2:]
        found = self.backbone(x)
        y = F.interpolate(self.classifier(found['out']), size=size, mode='bilinear', align_corners=False)
        if self.aux_classifier is None:
            return {'out': y}
        z = F.interpolate(self.aux_classifier(found['aux']), size=size, mode='bilinear', align_corners=False)
        return {'out': y, 'aux': z}

class FCN(_SimpleSegmentationModel):
    pass

class DeepLabV3(_SimpleSegmentationModel):
    pass

fcn_resnet50 = partial(FCN, [3, 4, 6, 3], FCNHead)
fcn_resnet101 = partial(FCN, [3, 4, 23, 3], FCNHead)
deeplabv3_resnet50 = partial(DeepLabV3, [3, 4, 6, 3], DeepLabHead)
deeplabv3_resnet101 = partial(DeepLabV3, [3, 4, 23, 3], DeepLabHead)
`,
};
