import { unknownDimension, type Dimension } from '../../domain/dimension';
import { ceilDivide, floorDivide, modulo } from '../../domain/division';
import { shape } from '../../domain/shape';
import { attributeCell } from '../../interpreter/targets';
import { NONE, tensor, type Tensor } from '../../interpreter/value';
import { booleanOf, elementsIn, integerOf, stringOf, valueOf } from '../call';
import type { Call, Rule, Table } from '../library';
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
};

/** Five times halved: VGG drops what is over, these fill it up, and the others do either by the version. */
const FILLING = /\.(ResNet|MobileNetV2|EfficientNet)/;

function reduced(name: string, side: Dimension): Dimension {
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

const network =
  (channels: number): Rule =>
  (call) => {
    const given = valueOf(call, 'input_tensor');
    const stated = valueOf(call, 'input_shape');
    const input =
      given.kind === 'tensor'
        ? given
        : elementsIn(stated)?.length === 3
          ? inputTensor(call.machine, stated)
          : undefined;
    const output = input && outputOf(call, input, channels);
    if (!call.self || !output) return NONE;
    call.machine.store.write(attributeCell(call.self.attributes, 'input'), input);
    call.machine.store.write(attributeCell(call.self.attributes, 'output'), output);
    return NONE;
  };

const PARAMETERS =
  'include_top=True, weights=imagenet, input_tensor=None, input_shape=None, pooling=None, classes=1000, *, alpha=1.0, **kwargs';

/** MobileNets take `input_shape` first. */
const MOBILE =
  'input_shape=None, alpha=1.0, *, include_top=True, weights=imagenet, input_tensor=None, pooling=None, classes=1000, **kwargs';

export const APPLICATIONS: Table = Object.fromEntries(
  Object.entries(CHANNELS).map(([name, channels]) => [
    `keras.applications.${name}`,
    { signature: name.startsWith('Mobile') ? MOBILE : PARAMETERS, rule: network(channels), constructs: true },
  ]),
);
