/** Pictures of a page as tensors, and tensors as pictures. */
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { printShape } from '../../domain/shape';
import { UNKNOWN } from '../../interpreter/value';
import { integerIn, integerOf, isNone, mismatch, sized, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { entriesOf } from './configure';
import { inputOf } from './tensors';

/** Of pixels that the program writes; an element of the page has sizes of its own. */
const side = (call: Call, name: 'height' | 'width'): Dimension => {
  const pixels = valueOf(call, 'pixels');
  const own = pixels.kind === 'dictionary' ? entriesOf(pixels)?.get(name) : undefined;
  return (own && integerIn(own)) ?? unknownDimension();
};

/** (height, width, channels), which are red, green and blue unless told. */
const fromPixels: Rule = (call) => {
  const channels = isNone(call, 'numChannels') ? 3 : (integerOf(call, 'numChannels') ?? unknownDimension());
  return sized([side(call, 'height'), side(call, 'width'), channels], { type: 'integer' });
};

/** One picture (height, width) or (height, width, channels) of 1, 3 or 4 channels. */
const toPixels: Rule = (call) => {
  const image = inputOf(call, 'img');
  const { open, dimensions } = image.shape;
  const channels = dimensions[2];
  const picture = dimensions.length === 2 || dimensions.length === 3;
  const drawn = channels === undefined || typeof channels !== 'number' || DRAWN.has(channels);
  if (open || (picture && drawn)) return UNKNOWN;
  mismatch(call, {
    received: `an input of shape ${printShape(image.shape)}`,
    expected: '(height, width) or (height, width, channels) with 1, 3 or 4 channels',
    advice: picture ? 'slice the channels that are to be drawn' : 'take one picture of the batch, with .squeeze() or .slice()', // prettier-ignore
    inputs: [image],
  });
  return UNKNOWN;
};

const DRAWN: ReadonlySet<number> = new Set([1, 3, 4]);

export const BROWSER: Table = {
  'tfjs.browser.fromPixels': row('pixels, numChannels=3', fromPixels),
  'tfjs.browser.fromPixelsAsync': row('pixels, numChannels=3', fromPixels),
  'tfjs.browser.toPixels': row('img, canvas=None', toPixels),
};
