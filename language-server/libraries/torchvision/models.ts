import { unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printShape, shape } from '../../domain/shape';
import { noArguments } from '../../interpreter/calls';
import { constructLibrary, made } from '../../interpreter/construction';
import { listed } from '../../interpreter/dictionaries';
import { attributeCell, setAttribute } from '../../interpreter/targets';
import {
  boolean,
  integer,
  library,
  tensor,
  UNKNOWN,
  type Instance,
  type Tensor,
  type Value,
} from '../../interpreter/value';
import { attributeOf, layerOf, mismatch, tensorOf, valueOf } from '../call';
import { callLayer } from '../containers';
import { row, type Call, type Row, type Rule, type Table } from '../library';

/** A layer of a head: its class below torch.nn, and its sizes; `null` is the number of classes. */
type Part = readonly [name: string, ...sizes: (number | null)[]];

/** Networks of torchvision that end in a head, as far as programs change them: the rest is as torchvision made it. */
interface Family {
  /** Their class. */
  name: string;
  /** The attribute that holds the head. */
  head: string;
  /** The names of the head's layers, where it is a container of several; by number unless given. */
  names?: readonly string[];
  /** What is before the head. */
  parts: string;
}

const FAMILIES = {
  resnet: { name: 'ResNet', head: 'fc', parts: 'conv1 bn1 relu maxpool layer1 layer2 layer3 layer4 avgpool' },
  vgg: { name: 'VGG', head: 'classifier', names: [], parts: 'features avgpool' },
  alexnet: { name: 'AlexNet', head: 'classifier', names: [], parts: 'features avgpool' },
  densenet: { name: 'DenseNet', head: 'classifier', parts: 'features' },
  mobilenet: { name: 'MobileNetV2', head: 'classifier', names: [], parts: 'features' },
  mobilenet3: { name: 'MobileNetV3', head: 'classifier', names: [], parts: 'features avgpool' },
  efficientnet: { name: 'EfficientNet', head: 'classifier', names: [], parts: 'features avgpool' },
  vit: { name: 'VisionTransformer', head: 'heads', names: ['head'], parts: 'conv_proj encoder class_token' },
  shufflenet: { name: 'ShuffleNetV2', head: 'fc', parts: 'conv1 maxpool stage2 stage3 stage4 conv5' },
} satisfies Record<string, Family>;

/** (N, 512·7·7) → 4096 → 4096 → classes, in VGG's order; AlexNet has its dropouts first. */
const VGG: readonly Part[] = [
  ['Linear', 25088, 4096],
  ['ReLU'],
  ['Dropout'],
  ['Linear', 4096, 4096],
  ['ReLU'],
  ['Dropout'],
  ['Linear', 4096, null],
];

const ALEXNET: readonly Part[] = [
  ['Dropout'],
  ['Linear', 9216, 4096],
  ['ReLU'],
  ['Dropout'],
  ['Linear', 4096, 4096],
  ['ReLU'],
  ['Linear', 4096, null],
];

const single = (width: number): Part[] => [['Linear', width, null]];
const dropped = (width: number): Part[] => [['Dropout'], ['Linear', width, null]];
const widened = (width: number, inner: number): Part[] => [
  ['Linear', width, inner],
  ['Hardswish'],
  ['Dropout'],
  ['Linear', inner, null],
];

/** Functions that make networks, and the heads that these have. */
const NETWORKS: readonly (readonly [names: string, family: keyof typeof FAMILIES, parts: readonly Part[]])[] = [
  ['resnet18 resnet34', 'resnet', single(512)],
  ['resnet50 resnet101 resnet152 resnext50_32x4d resnext101_32x8d wide_resnet50_2', 'resnet', single(2048)],
  ['vgg11 vgg13 vgg16 vgg19 vgg11_bn vgg13_bn vgg16_bn vgg19_bn', 'vgg', VGG],
  ['alexnet', 'alexnet', ALEXNET],
  ['densenet121', 'densenet', single(1024)],
  ['densenet169', 'densenet', single(1664)],
  ['mobilenet_v2', 'mobilenet', dropped(1280)],
  ['mobilenet_v3_large', 'mobilenet3', widened(960, 1280)],
  ['mobilenet_v3_small', 'mobilenet3', widened(576, 1024)],
  ['efficientnet_b0 efficientnet_b1', 'efficientnet', dropped(1280)],
  ['vit_b_16 vit_b_32', 'vit', single(768)],
  ['shufflenet_v2_x1_0', 'shufflenet', single(1024)],
];

/** What keeps the width of what goes into the head; no attribute of a program has such a name. */
const WIDTH = '@width';

function layer(call: Call, [name, ...sizes]: Part): Value {
  const positional = sizes.map((size) => (size === null ? valueOf(call, 'num_classes') : integer(size)));
  return constructLibrary(call.machine, library(`torch.nn.${name}`), { ...noArguments(), positional }, call);
}

/** The only layer of a head, or a container of its layers. */
function headOf(call: Call, parts: readonly Part[], names: readonly string[] | undefined): Value {
  const layers = parts.map((part) => layer(call, part));
  if (!names) return layers[0]!;
  const container = constructLibrary(call.machine, library('torch.nn.Sequential'), noArguments(), call);
  layers.forEach((each, i) => {
    if (container.kind === 'instance') setAttribute(call.machine, container, names[i] ?? String(i), each);
  });
  return container;
}

/** A network with its head; settings that may change its widths leave nothing known. */
const network =
  ({ name, head, names }: Family, parts: readonly Part[]): Rule =>
  (call) => {
    const rest = valueOf(call, 'kwargs');
    if (rest.kind !== 'dictionary' || listed(rest.entries.value)?.length !== 0) return UNKNOWN;
    const instance = made(library(`torchvision.models.${name}`), call);
    const width = parts.find(([kind]) => kind === 'Linear')?.[1];
    const write = (attribute: string, value: Value): void => {
      call.machine.store.write(attributeCell(instance.attributes, attribute), value);
    };
    write(head, headOf(call, parts, names));
    write('training', boolean(true));
    if (typeof width === 'number') write(WIDTH, integer(width));
    if (call.machine.speculative === 0) call.machine.instances.push(instance);
    return instance;
  };

/** Width of what goes into the head, where nothing before it was looked at, and maybe changed. */
function widthOf(self: Instance | undefined, parts: readonly string[]): Dimension {
  const width = attributeOf(self, WIDTH);
  const changed = parts.some((name) => name !== 'conv1' && self?.attributes.has(name));
  return width.kind === 'integer' && !changed ? width.value : unknownDimension();
}

/** (N, 3, H, W) → (N, width) → what the head makes of it. */
const forward =
  ({ head, parts }: Family): Rule =>
  (call) => {
    const input = tensorOf(call, 'x');
    const self = layerOf(call);
    if (!self || input.shape.open || !isImages(call, self, input)) return UNKNOWN;
    const features = tensor(shape([input.shape.dimensions[0]!, widthOf(self, parts.split(' '))]), { type: 'float' });
    return callLayer(call, attributeOf(self, head), features);
  };

/** Whether it is a batch of pictures of three channels; another first convolution may take others. */
function isImages(call: Call, self: Instance, { shape: given, ...rest }: Tensor): boolean {
  const { dimensions } = given;
  const changed = self.attributes.has('conv1') || attributeOf(self, WIDTH) === UNKNOWN;
  const wrong = dimensions.length !== 4 || (!changed && different(dimensions[1]!, 3));
  if (!wrong) return true;
  const [, second, , last] = dimensions;
  const unbatched = dimensions.length === 3;
  mismatch(call, {
    received: `an input of shape ${printShape(given)}`,
    expected: '(batch, 3, height, width)',
    advice: unbatched
      ? 'give it a batch axis with unsqueeze(0)'
      : last === 3
        ? 'move the channels before the space with .permute(0, 3, 1, 2)'
        : second === 1
          ? 'repeat the grey channel three times, or replace the first convolution'
          : 'bring the pictures to that shape',
    inputs: [{ ...rest, shape: given }],
  });
  return false;
}

/** What is before the head is not known; who asks for it may change it. */
const opened: Rule = (call) => {
  const self = valueOf(call, 'self');
  if (self.kind === 'instance') call.machine.store.write(attributeCell(self.attributes, WIDTH), UNKNOWN);
  return UNKNOWN;
};

const SIGNATURE = 'weights=None, progress=True, num_classes=1000, **kwargs';

const makers = NETWORKS.flatMap(([names, family, parts]) =>
  names
    .split(' ')
    .map((name): [string, Row] => [`torchvision.models.${name}`, row(SIGNATURE, network(FAMILIES[family], parts))]),
);

const members = Object.values<Family>(FAMILIES).flatMap((family): [string, Row][] => [
  [`torchvision.models.${family.name}.forward`, row('self, x', forward(family))],
  ...family.parts
    .split(' ')
    .map((part): [string, Row] => [`torchvision.models.${family.name}.@${part}`, row('self', opened)]),
]);

export const NETWORK_ROWS: Table = Object.fromEntries([...makers, ...members]);
