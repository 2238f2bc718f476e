import type { Described } from '../../../project/described';
import { BLOCKS } from './blocks';
import { DETECTION } from './detection';
import { FEATURE_PYRAMID } from './feature-pyramid';
import { REGIONS } from './regions';

/**
 * Faster R-CNN (Ren et al. 2015), Mask R-CNN (He et al. 2017) and key points. A list of pictures → a list of what is
 * found in each: boxes (N, 4), labels (N,), scores (N,), masks (N, 1, H, W), keypoints (N, K, 3); losses while it trains.
 */
export const RCNN: Described = {
  path: 'library:torchvision.models.detection',
  text: `${BLOCKS}
from collections import OrderedDict
import torchvision
from torchvision.models import mobilenet_v3_large, resnet50
${FEATURE_PYRAMID}${DETECTION}${REGIONS}
class GeneralizedRCNN(nn.Module):
    def __init__(self, backbone, rpn, roi_heads, transform):
        super().__init__()
        self.transform = transform
        self.backbone = backbone
        self.rpn = rpn
        self.roi_heads = roi_heads

    def forward(self, images, targets=None):
        features = self.backbone(self.transform(images))
        if isinstance(features, torch.Tensor):
            features = OrderedDict([('0', features)])
        proposal_losses = self.rpn(features)
        detections, losses = self.roi_heads(features, images)
        losses.update(proposal_losses)
        return losses if self.training else detections

class FasterRCNN(GeneralizedRCNN):
    def __init__(self, backbone, num_classes=None, min_size=800, max_size=1333, image_mean=None, image_std=None,
                 rpn_anchor_generator=None, rpn_head=None, *rest, box_roi_pool=None, box_head=None, box_predictor=None,
                 box_detections_per_img=100, **settings):
        width = backbone.out_channels
        if rpn_anchor_generator is None:
            rpn_anchor_generator = AnchorGenerator(((32,), (64,), (128,), (256,), (512,)), ((0.5, 1.0, 2.0),) * 5)
        if rpn_head is None:
            rpn_head = RPNHead(width, rpn_anchor_generator.num_anchors_per_location()[0])
        if box_roi_pool is None:
            box_roi_pool = MultiScaleRoIAlign(['0', '1', '2', '3'], 7, 2)
        if box_head is None:
            box_head = TwoMLPHead(width * box_roi_pool.output_size[0] ** 2, 1024)
        if box_predictor is None:
            box_predictor = FastRCNNPredictor(1024, num_classes)
        mean = [0.485, 0.456, 0.406] if image_mean is None else image_mean
        std = [0.229, 0.224, 0.225] if image_std is None else image_std
        super().__init__(backbone, RegionProposalNetwork(rpn_anchor_generator, rpn_head),
                         RoIHeads(box_roi_pool, box_head, box_predictor, box_detections_per_img),
                         GeneralizedRCNNTransform(min_size, max_size, mean, std))

class MaskRCNN(FasterRCNN):
    def __init__(self, backbone, num_classes=None, *rest, mask_roi_pool=None, mask_head=None, mask_predictor=None,
                 **settings):
        super().__init__(backbone, num_classes, *rest, **settings)
        if mask_head is None:
            mask_head = MaskRCNNHeads(backbone.out_channels, (256, 256, 256, 256), 1)
        if mask_predictor is None:
            mask_predictor = MaskRCNNPredictor(256, 256, num_classes)
        pool = MultiScaleRoIAlign(['0', '1', '2', '3'], 14, 2) if mask_roi_pool is None else mask_roi_pool
        self.roi_heads.mask_roi_pool = pool
        self.roi_heads.mask_head = mask_head
        self.roi_heads.mask_predictor = mask_predictor

class KeypointRCNN(FasterRCNN):
    def __init__(self, backbone, num_classes=None, *rest, keypoint_roi_pool=None, keypoint_head=None,
                 keypoint_predictor=None, num_keypoints=None, **settings):
        super().__init__(backbone, num_classes, *rest, **settings)
        if keypoint_head is None:
            keypoint_head = KeypointRCNNHeads(backbone.out_channels, (512,) * 8)
        if keypoint_predictor is None:
            keypoint_predictor = KeypointRCNNPredictor(512, 17 if num_keypoints is None else num_keypoints)
        pool = MultiScaleRoIAlign(['0', '1', '2', '3'], 14, 2) if keypoint_roi_pool is None else keypoint_roi_pool
        self.roi_heads.keypoint_roi_pool = pool
        self.roi_heads.keypoint_head = keypoint_head
        self.roi_heads.keypoint_predictor = keypoint_predictor

def pyramid(norm, pyramid_norm=None):
    layers = {'layer1': '0', 'layer2': '1', 'layer3': '2', 'layer4': '3'}
    return BackboneWithFPN(resnet50(norm_layer=norm), layers, [256, 512, 1024, 2048], 256, norm_layer=pyramid_norm)

def resnet_fpn_backbone(backbone_name, norm_layer=FrozenBatchNorm2d, returned_layers=None, extra_blocks=None,
                        **settings):
    backbone = getattr(torchvision.models, backbone_name)(norm_layer=norm_layer)
    places = [1, 2, 3, 4] if returned_layers is None else returned_layers
    layers = {f'layer{place}': str(i) for i, place in enumerate(places)}
    widths = [backbone.inplanes // 8 * 2 ** (place - 1) for place in places]
    return BackboneWithFPN(backbone, layers, widths, 256, extra_blocks)

def mobile(norm):
    features = mobilenet_v3_large(norm_layer=norm).features
    return BackboneWithFPN(features, {'13': '0', '16': '1'}, [160, 960], 256)

def normed(weights, weights_backbone):
    return nn.BatchNorm2d if weights is None and weights_backbone is None else FrozenBatchNorm2d

def make(type, classes, weights=None, num_classes=None, weights_backbone='weights', trainable_backbone_layers=None,
         **settings):
    backbone = pyramid(normed(weights, weights_backbone))
    return type(backbone, classes if num_classes is None else num_classes, **settings)

def make_v2(type, weights=None, num_classes=None, weights_backbone='weights', trainable_backbone_layers=None,
            **settings):
    parts = dict(rpn_head=RPNHead(256, 3, 2),
                 box_head=FastRCNNConvFCHead((256, 7, 7), [256] * 4, [1024], nn.BatchNorm2d))
    if type is MaskRCNN:
        parts['mask_head'] = MaskRCNNHeads(256, [256] * 4, 1, nn.BatchNorm2d)
    backbone = pyramid(nn.BatchNorm2d, nn.BatchNorm2d)
    return type(backbone, 91 if num_classes is None else num_classes, **parts, **settings)

def make_mobile(least, most, weights=None, num_classes=None, weights_backbone='weights',
                trainable_backbone_layers=None, **settings):
    anchors = AnchorGenerator(((32, 64, 128, 256, 512),) * 3, ((0.5, 1.0, 2.0),) * 3)
    sizes = {'min_size': least, 'max_size': most, **settings}
    return FasterRCNN(mobile(normed(weights, weights_backbone)), 91 if num_classes is None else num_classes,
                      rpn_anchor_generator=anchors, **sizes)

fasterrcnn_resnet50_fpn = partial(make, FasterRCNN, 91)
fasterrcnn_resnet50_fpn_v2 = partial(make_v2, FasterRCNN)
fasterrcnn_mobilenet_v3_large_fpn = partial(make_mobile, 800, 1333)
fasterrcnn_mobilenet_v3_large_320_fpn = partial(make_mobile, 320, 640)
maskrcnn_resnet50_fpn = partial(make, MaskRCNN, 91)
maskrcnn_resnet50_fpn_v2 = partial(make_v2, MaskRCNN)
keypointrcnn_resnet50_fpn = partial(make, KeypointRCNN, 2)
`,
};
