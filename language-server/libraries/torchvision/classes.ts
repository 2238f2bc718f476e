import { canonicalName } from '../../syntax/names';
import type { Described } from '../../project/described';
import { ALEXNET } from './networks/alexnet';
import { DENSENET } from './networks/densenet';
import { MNASNET } from './networks/mnasnet';
import { MOBILENET_V2 } from './networks/mobilenet';
import { RCNN } from './networks/rcnn';
import { RESNET } from './networks/resnet';
import { RETINANET } from './networks/retinanet';
import { SEGMENTATION } from './networks/segmentation';
import { SHUFFLENET } from './networks/shufflenet';
import { VGG } from './networks/vgg';

/** What programs build networks of, or derive theirs from: it has torchvision's parameters. */
interface Classes {
  /** The module that has them, in torchvision. */
  module: string;
  /** What the package around the module has, too. */
  public?: string;
  /** What the module alone has. */
  names?: string;
  described: Described;
}

export const CLASSES: readonly Classes[] = [
  { module: 'models.resnet', public: 'ResNet', names: 'BasicBlock Bottleneck conv1x1 conv3x3', described: RESNET },
  { module: 'models.vgg', public: 'VGG', described: VGG },
  { module: 'models.alexnet', public: 'AlexNet', described: ALEXNET },
  { module: 'models.densenet', public: 'DenseNet', described: DENSENET },
  { module: 'models.mobilenetv2', public: 'MobileNetV2', names: 'InvertedResidual', described: MOBILENET_V2 },
  { module: 'models.mnasnet', public: 'MNASNet', described: MNASNET },
  { module: 'models.shufflenetv2', public: 'ShuffleNetV2', names: 'InvertedResidual', described: SHUFFLENET },
  { module: 'models.segmentation.fcn', names: 'FCNHead', described: SEGMENTATION },
  { module: 'models.segmentation.deeplabv3', names: 'ASPP DeepLabHead', described: SEGMENTATION },
  {
    module: 'models.detection.faster_rcnn',
    public: 'FasterRCNN',
    names: 'FastRCNNPredictor FastRCNNConvFCHead TwoMLPHead',
    described: RCNN,
  },
  {
    module: 'models.detection.mask_rcnn',
    public: 'MaskRCNN',
    names: 'MaskRCNNHeads MaskRCNNPredictor',
    described: RCNN,
  },
  {
    module: 'models.detection.keypoint_rcnn',
    public: 'KeypointRCNN',
    names: 'KeypointRCNNHeads KeypointRCNNPredictor',
    described: RCNN,
  },
  {
    module: 'models.detection.retinanet',
    public: 'RetinaNet',
    names: 'RetinaNetHead RetinaNetClassificationHead RetinaNetRegressionHead',
    described: RETINANET,
  },
  { module: 'models.detection.rpn', names: 'AnchorGenerator RPNHead', described: RCNN },
  { module: 'models.detection.anchor_utils', names: 'AnchorGenerator', described: RCNN },
  { module: 'models.detection.backbone_utils', names: 'BackboneWithFPN', described: RCNN },
  { module: 'ops.poolers', public: 'MultiScaleRoIAlign', described: RCNN },
  {
    module: 'ops.feature_pyramid_network',
    public: 'FeaturePyramidNetwork',
    names: 'LastLevelMaxPool',
    described: RCNN,
  },
  { module: 'ops.misc', public: 'FrozenBatchNorm2d', described: RCNN },
];

/** A class by its name in the text that describes it. */
export interface DescribedClass {
  name: string;
  described: Described;
}

const ROOT = 'torchvision.';

const words = (text = ''): string[] => text.split(' ').filter(Boolean);

const DESCRIBED: ReadonlyMap<string, DescribedClass> = new Map(
  CLASSES.flatMap(({ module, public: open, names, described }) => {
    const around = module.slice(0, module.lastIndexOf('.') + 1);
    const entry = (path: string, name: string): [string, DescribedClass] => [
      canonicalName(`${ROOT}${path}${name}`),
      { name, described },
    ];
    return [
      ...words(open).flatMap((name) => [entry(around, name), entry(`${module}.`, name)]),
      ...words(names).map((name) => entry(`${module}.`, name)),
    ];
  }),
);

/** What of torchvision is written in Python. */
export const describedClass = (qualified: string): DescribedClass | undefined =>
  qualified.startsWith(ROOT) ? DESCRIBED.get(qualified) : undefined;
