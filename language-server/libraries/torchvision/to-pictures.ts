/** torchvision's ways from tensors and arrays to PIL's pictures, and back. */
import { amount } from '../../domain/amount';
import { categoryOf } from '../../domain/element-type';
import { sign } from '../../domain/order';
import { subtract } from '../../domain/dimension';
import { printShape } from '../../domain/shape';
import { NONE, UNKNOWN, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, layerOf, valueOf } from '../call';
import { refuse } from '../condition';
import { row, type Call, type Rule, type Table } from '../library';
import { pictureIn, pictureOfSizes } from '../pictures/picture';
import { isTorch, sizesOf } from './sizes';
import { changed } from './transforming';
import { asTensor, scaledTensor } from './transforms';

/** A picture's mode has at most so many channels. */
const MOST_CHANNELS = 4;

/** What is no picture at all. */
function refused(call: Call, value: Tensor): boolean {
  const received = misfit(value);
  if (received === undefined) return false;
  const form = isTorch(value) ? 'tensor (channels, height, width)' : 'array (height, width, channels)';
  const expected = `a ${form} of one picture, of at most ${MOST_CHANNELS} channels`;
  const advice = 'take one picture of a batch, and bring its axes into this order';
  refuse(call, 'shape-mismatch', { received, expected, advice }, [value]);
  return true;
}

function misfit(value: Tensor): string | undefined {
  const { dimensions, open } = value.shape;
  const received = `a value of shape ${printShape(value.shape)}`;
  if (open ? dimensions.length > 3 : dimensions.length < 2 || dimensions.length > 3) return received;
  const [channels] = sizesOf(value) ?? [1];
  return sign(subtract(channels, MOST_CHANNELS)) === 1 ? `${received}, with ${amount(channels, 'channel')}` : undefined;
}

/** Fractions of a tensor become bytes; other numbers stay. */
function toPicture(call: Call, value: Value, mode: Value): Value {
  if (value.kind !== 'tensor' || refused(call, value)) return UNKNOWN;
  const sizes = sizesOf(value);
  if (!sizes) return UNKNOWN;
  const { type } = value;
  const bytes = type === 'uint8' || (isTorch(value) && type !== undefined && categoryOf(type) === 'float');
  return pictureOfSizes(call, sizes, bytes && mode.kind === 'none');
}

/** What is a picture already stays as it is, or is refused, by the version. */
const byTransform: Rule = (call) => {
  const input = valueOf(call, 'input');
  return pictureIn(input) ? input : toPicture(call, input, attributeOf(layerOf(call), 'mode'));
};

const byFunction: Rule = (call) => toPicture(call, valueOf(call, 'pic'), valueOf(call, 'mode'));

const toTensor =
  (change: typeof asTensor): Rule =>
  (call) =>
    changed(call, valueOf(call, 'pic'), change);

const PREFIX = 'torchvision.transforms.';

export const TO_PICTURES: Table = {
  [`${PREFIX}ToPILImage`]: { signature: 'mode=None', rule: () => NONE, constructs: true },
  [`${PREFIX}ToPILImage.forward`]: row('self, input', byTransform),
  [`${PREFIX}functional.to_pil_image`]: row('pic, mode=None', byFunction),
  [`${PREFIX}functional.to_tensor`]: row('pic', toTensor(scaledTensor)),
  [`${PREFIX}functional.pil_to_tensor`]: row('pic', toTensor(asTensor)),
};
