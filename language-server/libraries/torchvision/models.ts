import { listed } from '../../interpreter/dictionaries';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { NONE, string, UNKNOWN, type Value } from '../../interpreter/value';
import type { Described } from '../../project/described';
import { valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { FEATURE_EXTRACTION } from './feature-extraction';
import { ALEXNET } from './networks/alexnet';
import { CONVNEXT } from './networks/convnext';
import { DENSENET } from './networks/densenet';
import { EFFICIENTNET } from './networks/efficientnet';
import { GOOGLENET } from './networks/googlenet';
import { INCEPTION } from './networks/inception';
import { MAXVIT } from './networks/maxvit';
import { MNASNET } from './networks/mnasnet';
import { MOBILENET_V2, MOBILENET_V3 } from './networks/mobilenet';
import { RCNN } from './networks/rcnn';
import { REGNET } from './networks/regnet';
import { RESNET } from './networks/resnet';
import { RETINANET } from './networks/retinanet';
import { S3D } from './networks/s3d';
import { SEGMENTATION } from './networks/segmentation';
import { SHUFFLENET } from './networks/shufflenet';
import { SQUEEZENET } from './networks/squeezenet';
import { SWIN_TRANSFORMER } from './networks/swin-transformer';
import { VGG } from './networks/vgg';
import { VIDEO_RESNET } from './networks/video-resnet';
import { VISION_TRANSFORMER } from './networks/vision-transformer';

/** Functions that make networks, each a name of the text that says what it makes. */
export const NETWORKS: readonly (readonly [names: string, described: Described])[] = [
  [
    'resnet18 resnet34 resnet50 resnet101 resnet152 resnext50_32x4d resnext101_32x8d resnext101_64x4d ' +
      'wide_resnet50_2 wide_resnet101_2',
    RESNET,
  ],
  ['vgg11 vgg13 vgg16 vgg19 vgg11_bn vgg13_bn vgg16_bn vgg19_bn', VGG],
  ['alexnet', ALEXNET],
  ['squeezenet1_0 squeezenet1_1', SQUEEZENET],
  ['densenet121 densenet161 densenet169 densenet201', DENSENET],
  ['googlenet', GOOGLENET],
  ['inception_v3', INCEPTION],
  ['mobilenet_v2', MOBILENET_V2],
  ['mobilenet_v3_large mobilenet_v3_small', MOBILENET_V3],
  ['mnasnet0_5 mnasnet0_75 mnasnet1_0 mnasnet1_3', MNASNET],
  ['shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5 shufflenet_v2_x2_0', SHUFFLENET],
  [
    'efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 ' +
      'efficientnet_b6 efficientnet_b7 efficientnet_v2_s efficientnet_v2_m efficientnet_v2_l',
    EFFICIENTNET,
  ],
  ['convnext_tiny convnext_small convnext_base convnext_large', CONVNEXT],
  ['vit_b_16 vit_b_32 vit_l_16 vit_l_32 vit_h_14', VISION_TRANSFORMER],
  ['maxvit_t', MAXVIT],
  ['swin_t swin_s swin_b swin_v2_t swin_v2_s swin_v2_b', SWIN_TRANSFORMER],
  [
    'regnet_y_400mf regnet_y_800mf regnet_y_1_6gf regnet_y_3_2gf regnet_y_8gf regnet_y_16gf regnet_y_32gf ' +
      'regnet_y_128gf regnet_x_400mf regnet_x_800mf regnet_x_1_6gf regnet_x_3_2gf regnet_x_8gf regnet_x_16gf ' +
      'regnet_x_32gf',
    REGNET,
  ],
  [
    'detection.fasterrcnn_resnet50_fpn detection.fasterrcnn_resnet50_fpn_v2 detection.maskrcnn_resnet50_fpn ' +
      'detection.maskrcnn_resnet50_fpn_v2 detection.keypointrcnn_resnet50_fpn ' +
      'detection.fasterrcnn_mobilenet_v3_large_fpn detection.fasterrcnn_mobilenet_v3_large_320_fpn',
    RCNN,
  ],
  ['detection.retinanet_resnet50_fpn detection.retinanet_resnet50_fpn_v2', RETINANET],
  ['video.r3d_18 video.mc3_18 video.r2plus1d_18', VIDEO_RESNET],
  ['video.s3d', S3D],
  [
    'segmentation.fcn_resnet50 segmentation.fcn_resnet101 segmentation.deeplabv3_resnet50 ' +
      'segmentation.deeplabv3_resnet101',
    SEGMENTATION,
  ],
];

/** Whose outputs or layers depend on whether weights are given. */
const WEIGHTED = /^(googlenet$|segmentation\.|detection\.)/;

/** What a network is made with: all settings but where its weights come from. */
function settingsOf(call: Call, name: string): Map<string, Value> | undefined {
  const rest = valueOf(call, 'kwargs');
  const entries = rest.kind === 'dictionary' ? listed(rest.entries.value) : undefined;
  if (!entries?.every(({ key }) => key.kind === 'string')) return undefined;
  const settings = new Map(entries.map(({ key, value }) => [key.kind === 'string' ? key.value : '', value]));
  if (WEIGHTED.test(name)) settings.set('weights', weightsIn(valueOf(call, 'weights')));
  // As earlier versions called it.
  const pretrained = settings.get('pretrained_backbone');
  if (settings.delete('pretrained_backbone') && pretrained) settings.set('weights_backbone', weightsIn(pretrained));
  return settings;
}

/** None, any weights, or not known; earlier versions had `pretrained=True`. */
function weightsIn(value: Value): Value {
  if (value.kind === 'none' || (value.kind === 'boolean' && !value.value)) return NONE;
  return value.kind === 'unknown' ? UNKNOWN : string('weights');
}

/** What makes it is called with these positional arguments before the settings. */
const network =
  (name: string, described: Described, ...given: string[]): Rule =>
  (call) => {
    const settings = settingsOf(call, name);
    const positional = given.map((each) => valueOf(call, each));
    const maker = call.machine.modules.described(call.machine, described, name.split('.').at(-1)!, call.site);
    if (!settings || !maker || !takes(maker, settings)) return UNKNOWN;
    const made = callValue(call.machine, maker, { ...noArguments(), positional, named: settings }, { site: call.site });
    // It stands where the program asks for it, not where the text that describes it makes it.
    if (made.kind === 'instance') made.construction.site = call.site;
    return made;
  };

/** Whether a class or function has all of these settings; others are of other versions. */
function takes(maker: Value, settings: ReadonlyMap<string, Value>): boolean {
  const type = maker.kind === 'partial' ? maker.callee : maker;
  const chain = type.kind === 'class' ? (type.ancestors ?? []) : [];
  const makes = chain.flatMap((each) => (each.kind === 'class' ? (each.attributes.get('__init__')?.value ?? []) : []));
  const make = type.kind === 'function' ? type : makes[0];
  const parameters = make?.kind === 'function' ? make.definition.parameters : [];
  const takesAll = parameters.some(({ variadic }) => variadic === 'keyword');
  return takesAll || [...settings.keys()].every((each) => parameters.some(({ name }) => name === each));
}

const SIGNATURE = 'weights=None, progress=True, **kwargs';

const maker =
  (described: Described) =>
  (name: string): [string, Row] => [`torchvision.models.${name}`, row(SIGNATURE, network(name, described))];

const PYRAMID = 'detection.resnet_fpn_backbone';

export const NETWORK_ROWS: Table = {
  [`torchvision.models.${PYRAMID}`]: row(
    'backbone_name, weights=None, **kwargs',
    network(PYRAMID, RCNN, 'backbone_name'),
  ),
  ...Object.fromEntries(NETWORKS.flatMap(([names, described]) => names.split(' ').map(maker(described)))),
  ...FEATURE_EXTRACTION,
};
