import { amount } from '../../domain/amount';
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide, floorDivide, modulo } from '../../domain/division';
import { shape } from '../../domain/shape';
import { made } from '../../interpreter/construction';
import { attributeCell, setAttribute } from '../../interpreter/setting-attributes';
import { integer, library, NONE, tensor, tuple, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import {
  attributeOf,
  booleanOf,
  derived,
  elementsIn,
  integerOf,
  isNone,
  layerOf,
  numberIn,
  numberOf,
  stringOf,
  valueOf,
} from '../call';
import { refuse } from '../condition';
import { row, type Call, type Rule, type Table } from '../library';
import { dialect } from './dialect';
import { followed, INNER, LAST_WAYS } from './inner-layers';
import { inputTensor } from './layer';

/** Channels of the last feature map; its sides are a 32nd of the image's. */
const CHANNELS: Record<string, number> = {
  VGG16: 512,
  VGG19: 512,
  ResNet50: 2048,
  ResNet101: 2048,
  ResNet152: 2048,
  ResNet50V2: 2048,
  ResNet101V2: 2048,
  ResNet152V2: 2048,
  MobileNet: 1024,
  MobileNetV2: 1280,
  DenseNet121: 1024,
  DenseNet169: 1664,
  DenseNet201: 1920,
  EfficientNetB0: 1280,
  EfficientNetB1: 1280,
  EfficientNetB2: 1408,
  EfficientNetB3: 1536,
  EfficientNetB4: 1792,
  EfficientNetB5: 2048,
  EfficientNetB6: 2304,
  EfficientNetB7: 2560,
  InceptionV3: 2048,
  InceptionResNetV2: 1536,
  Xception: 2048,
};

/** Five times halved: VGG drops what is over, these fill it up, some lose more, and the others do either by the version. */
const FILLING = /\.(ResNet|MobileNetV2|EfficientNet)/;

const LOSING = /\.(Inception|Xception)/;

/** The side of the pictures that they were trained on; the larger EfficientNets have others. */
const trainedOn = (name: string): number | undefined =>
  LOSING.test(name) ? 299 : /EfficientNetB[1-7]/.test(name) ? undefined : 224;

/** The picture that a network takes where nothing is told: with its own head one of its training's. */
function usual(call: Call): Tensor | undefined {
  const side = trainedOn(call.name);
  const plain = isNone(call, 'input_shape') && isNone(call, 'input_tensor');
  const sizes = booleanOf(call, 'include_top') ? [side, side, 3] : [undefined, undefined, 3];
  if (!plain || (booleanOf(call, 'include_top') && side === undefined)) return undefined;
  return inputTensor(call.machine, tuple(sizes.map((size) => (size === undefined ? NONE : integer(size)))));
}

function reduced(name: string, side: Dimension): Dimension {
  const way = LAST_WAYS[name.replace(/^.*\./, '')];
  if (way) return followed(way, side);
  if (modulo(side, 32) === 0 || name.includes('.VGG')) return floorDivide(side, 32);
  return FILLING.test(name) ? ceilDivide(side, 32) : unknownDimension();
}

function outputOf(call: Call, input: Tensor, channels: number): Tensor | undefined {
  const [batch, height, width] = input.shape.dimensions;
  const top = booleanOf(call, 'include_top');
  const classes = integerOf(call, 'classes');
  const alpha = valueOf(call, 'alpha');
  const whole = alpha.kind === 'float' && alpha.value === 1;
  if (!whole || top === undefined || batch === undefined || height === undefined || width === undefined)
    return undefined;
  if (top) return classes === undefined ? undefined : tensor(shape([batch, classes]), { type: 'float' });
  const pooled = stringOf(call, 'pooling') !== undefined;
  if (!pooled && valueOf(call, 'pooling').kind !== 'none') return undefined;
  return tensor(
    shape(pooled ? [batch, channels] : [batch, reduced(call.name, height), reduced(call.name, width), channels]),
    {
      type: 'float',
    },
  );
}

/** What was learnt from ImageNet is for its 1000 classes, and with its head for the pictures' own size. */
function checkWeights(call: Call): void {
  const [classes, side] = [numberOf(call, 'classes'), trainedOn(call.name)];
  if (stringOf(call, 'weights') !== 'imagenet' || booleanOf(call, 'include_top') !== true) return;
  const sizes = elementsIn(valueOf(call, 'input_shape'))?.map(numberIn);
  const other = side !== undefined && sizes?.length === 3 && sizes.slice(0, 2).some((size) => (size ?? side) !== side);
  if (classes !== undefined && classes !== 1000)
    refuse(call, 'argument-mismatch', {
      received: `ImageNet's weights for ${amount(classes, 'class', 'classes')}`,
      expected: '1000 classes, as they have',
      advice: 'give include_top=False and a head of your own, or weights=None',
    });
  else if (other && dialect(call.machine).order === 'last' && BOUND.test(call.name))
    refuse(call, 'shape-mismatch', {
      received: `input_shape=(${sizes.map((size) => size ?? '?').join(', ')}) with ImageNet's head`,
      expected: `(${side}, ${side}, 3)`,
      advice: 'give include_top=False and a head of your own, or resize the pictures',
    });
}

/** Those whose head is dense over a flattened picture, or that Keras holds to the size they were trained on. */
const BOUND = /\.(VGG|ResNet|DenseNet|Inception|Xception)/;

const network =
  (channels: number): Rule =>
  (call) => {
    checkWeights(call);
    // With channels first all sizes stand elsewhere.
    if (dialect(call.machine).order !== 'last') return NONE;
    const given = valueOf(call, 'input_tensor');
    const stated = valueOf(call, 'input_shape');
    const input =
      given.kind === 'tensor'
        ? given
        : elementsIn(stated)?.length === 3
          ? inputTensor(call.machine, stated)
          : usual(call);
    const output = input && outputOf(call, input, channels);
    if (!call.self || !output) return NONE;
    call.machine.store.write(attributeCell(call.self.attributes, 'input'), input);
    call.machine.store.write(attributeCell(call.self.attributes, 'output'), output);
    return NONE;
  };

/** What the layer of this name gives. */
function innerOutput(call: Call, input: Tensor): Tensor | undefined {
  const [network, name] = [call.name.split('.')[2]!, stringOf(call, 'name') ?? ''];
  const inner = INNER.get(network)?.get(name);
  const [batch, height, width] = input.shape.dimensions;
  if (!inner || batch === undefined || height === undefined || width === undefined) return undefined;
  const { channels, way } = inner;
  if (way !== undefined) return symbolic([batch, ...[height, width].map((side) => followed(way, side)), channels]);
  return booleanIn(attributeOf(layerOf(call), 'include_top')) ? symbolic([batch, channels]) : undefined;
}

const booleanIn = (value: Value): boolean => value.kind === 'boolean' && value.value;

const symbolic = (sizes: readonly Dimension[]): Tensor => tensor(shape(sizes), { type: 'float', symbolic: true });

/** A layer that the network is known to have, by its name: what it gives. */
const innerLayer: Rule = (call) => {
  const model = layerOf(call);
  const [input, output] = ['input', 'output'].map((name) => attributeOf(model, name));
  const inner = input?.kind === 'tensor' && output?.kind === 'tensor' ? innerOutput(call, input) : undefined;
  if (!inner) return UNKNOWN;
  const layer = made(library('keras.layers.Layer'), call);
  setAttribute(call.machine, layer, 'output', inner);
  return layer;
};

const INNER_LAYERS: Table = Object.fromEntries(
  [...INNER.keys()].map((name) => [
    `keras.applications.${name}.get_layer`,
    row('self, name=None, index=None', innerLayer),
  ]),
);

const PARAMETERS =
  'include_top=True, weights=imagenet, input_tensor=None, input_shape=None, pooling=None, classes=1000, *, alpha=1.0, **kwargs';

/** MobileNets take `input_shape` first. */
const MOBILE =
  'input_shape=None, alpha=1.0, *, include_top=True, weights=imagenet, input_tensor=None, pooling=None, classes=1000, **kwargs';

/** Modules whose `preprocess_input` keeps its array's shape. */
const MODULES =
  'vgg16 vgg19 resnet resnet50 resnet_v2 mobilenet mobilenet_v2 inception_v3 inception_resnet_v2 xception densenet efficientnet imagenet_utils';

const kept: Rule = (call) => {
  const x = valueOf(call, 'x');
  return x.kind === 'tensor' ? { ...derived(x, x.shape), ...(x.array && { array: x.array }) } : x;
};

const PREPROCESSING: Table = Object.fromEntries(
  MODULES.split(' ').map((name) => [
    `keras.applications.${name}.preprocess_input`,
    { ...row('x, *args, **kwargs', kept), gives: 'numpy.ndarray' as const },
  ]),
);

const NETWORKS: Table = Object.fromEntries(
  Object.entries(CHANNELS).map(([name, channels]) => [
    `keras.applications.${name}`,
    { signature: name.startsWith('Mobile') ? MOBILE : PARAMETERS, rule: network(channels), constructs: true },
  ]),
);

export const APPLICATIONS: Table = { ...NETWORKS, ...INNER_LAYERS, ...PREPROCESSING };
