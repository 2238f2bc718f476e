/**
 * Ren et al. 2015: proposals of regions and what is said of each. How many regions there are depends on the pictures:
 * any number of those that may be.
 */
export const REGIONS = `
class AnchorGenerator(nn.Module):
    def __init__(self, sizes=((128, 256, 512),), aspect_ratios=((0.5, 1.0, 2.0),)):
        super().__init__()
        several = isinstance(sizes[0], (list, tuple))
        self.sizes = sizes if several else tuple((each,) for each in sizes)
        self.aspect_ratios = aspect_ratios if isinstance(aspect_ratios[0], (list, tuple)) else (aspect_ratios,) * len(sizes)

    def num_anchors_per_location(self):
        return [len(each) * len(ratios) for each, ratios in zip(self.sizes, self.aspect_ratios)]

class RPNHead(nn.Module):
    def __init__(self, in_channels, num_anchors, conv_depth=1):
        super().__init__()
        self.conv = nn.Sequential(*[Conv2dNormActivation(in_channels, in_channels, 3, norm=None)
                                    for _ in range(conv_depth)])
        self.cls_logits = nn.Conv2d(in_channels, num_anchors, 1)
        self.bbox_pred = nn.Conv2d(in_channels, num_anchors * 4, 1)

    def forward(self, x):
        found = [self.conv(each) for each in x]
        return [self.cls_logits(each) for each in found], [self.bbox_pred(each) for each in found]

class RegionProposalNetwork(nn.Module):
    def __init__(self, anchor_generator, head):
        super().__init__()
        self.anchor_generator = anchor_generator
        self.head = head

    def forward(self, features):
        logits, deltas = self.head(list(features.values()))
        return {'loss_objectness': logits[0].sum(), 'loss_rpn_box_reg': deltas[0].sum()}

class MultiScaleRoIAlign(nn.Module):
    def __init__(self, featmap_names, output_size, sampling_ratio, *, canonical_scale=224, canonical_level=4):
        super().__init__()
        self.featmap_names = featmap_names
        self.sampling_ratio = sampling_ratio
        self.output_size = (output_size, output_size) if isinstance(output_size, int) else tuple(output_size)

    def forward(self, x, boxes, image_shapes):
        feature = [each for name, each in x.items() if name in self.featmap_names][0]
        height, width = self.output_size
        return torch.zeros(torch.cat(boxes).shape[0], feature.shape[1], height, width, device=feature.device)

class TwoMLPHead(nn.Module):
    def __init__(self, in_channels, representation_size):
        super().__init__()
        self.fc6 = nn.Linear(in_channels, representation_size)
        self.fc7 = nn.Linear(representation_size, representation_size)

    def forward(self, x):
        return F.relu(self.fc7(F.relu(self.fc6(x.flatten(1)))))

class FastRCNNConvFCHead(nn.Sequential):
    def __init__(self, input_size, conv_layers, fc_layers, norm_layer=None):
        width, rows, columns = input_size
        layers = []
        for out in conv_layers:
            layers.append(Conv2dNormActivation(width, out, norm=norm_layer))
            width = out
        layers.append(nn.Flatten())
        width = width * rows * columns
        for out in fc_layers:
            layers += [nn.Linear(width, out), nn.ReLU(inplace=True)]
            width = out
        super().__init__(*layers)

class FastRCNNPredictor(nn.Module):
    def __init__(self, in_channels, num_classes):
        super().__init__()
        self.cls_score = nn.Linear(in_channels, num_classes)
        self.bbox_pred = nn.Linear(in_channels, num_classes * 4)

    def forward(self, x):
        x = x.flatten(start_dim=1)
        return self.cls_score(x), self.bbox_pred(x)

class MaskRCNNHeads(nn.Sequential):
    def __init__(self, in_channels, layers, dilation, norm_layer=None):
        widths = [in_channels, *layers]
        super().__init__(*[Conv2dNormActivation(width, out, 3, 1, dilation, norm=norm_layer, dilation=dilation)
                           for width, out in zip(widths, widths[1:])])

class MaskRCNNPredictor(nn.Sequential):
    def __init__(self, in_channels, dim_reduced, num_classes):
        super().__init__(OrderedDict([('conv5_mask', nn.ConvTranspose2d(in_channels, dim_reduced, 2, 2)),
                                      ('relu', nn.ReLU(inplace=True)),
                                      ('mask_fcn_logits', nn.Conv2d(dim_reduced, num_classes, 1))]))

class KeypointRCNNHeads(nn.Sequential):
    def __init__(self, in_channels, layers):
        widths = [in_channels, *layers]
        pairs = [[nn.Conv2d(width, out, 3, padding=1), nn.ReLU(inplace=True)]
                 for width, out in zip(widths, widths[1:])]
        super().__init__(*[layer for pair in pairs for layer in pair])

class KeypointRCNNPredictor(nn.Module):
    def __init__(self, in_channels, num_keypoints):
        super().__init__()
        self.kps_score_lowres = nn.ConvTranspose2d(in_channels, num_keypoints, 4, 2, 1)
        self.up_scale = 2
        self.out_channels = num_keypoints

    def forward(self, x):
        return F.interpolate(self.kps_score_lowres(x), scale_factor=2.0, mode='bilinear')

class RoIHeads(nn.Module):
    def __init__(self, box_roi_pool, box_head, box_predictor, detections_per_img):
        super().__init__()
        self.box_roi_pool = box_roi_pool
        self.box_head = box_head
        self.box_predictor = box_predictor
        self.detections_per_img = detections_per_img
        self.mask_roi_pool = None
        self.mask_head = None
        self.mask_predictor = None
        self.keypoint_roi_pool = None
        self.keypoint_head = None
        self.keypoint_predictor = None

    def forward(self, features, images):
        shapes = [tuple(image.shape[-2:]) for image in images]
        proposals = [torch.rand(2, 4, device=image.device)[some(2, image.device)] for image in images]
        scores, deltas = self.box_predictor(self.box_head(self.box_roi_pool(features, proposals, shapes)))
        losses = {'loss_classifier': scores.sum(), 'loss_box_reg': deltas.sum()}
        result = [detected(image, self.detections_per_img) for image in images]
        if self.mask_roi_pool is not None:
            masks = self.mask_predictor(self.mask_head(self.mask_roi_pool(features, proposals, shapes)))
            losses['loss_mask'] = masks.sum()
            for found, image in zip(result, images):
                height, width = image.shape[-2:]
                found['masks'] = torch.zeros(found['boxes'].shape[0], 1, height, width, device=image.device)
        if self.keypoint_roi_pool is not None:
            points = self.keypoint_predictor(self.keypoint_head(self.keypoint_roi_pool(features, proposals, shapes)))
            losses['loss_keypoint'] = points.sum()
            for found, image in zip(result, images):
                shape = found['boxes'].shape[0], points.shape[1]
                found['keypoints'] = torch.zeros(*shape, 3, device=image.device)
                found['keypoints_scores'] = torch.zeros(*shape, device=image.device)
        return result, losses
`;
