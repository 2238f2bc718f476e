import * as v from 'valibot';
import { defineAugmentation } from './augmentation';
import { greyOf, turnHue } from './images/colour';
import { noImages, sidesOf } from './images/fit';

const strength = (text: string, most: number, fallback: number) =>
  v.pipe(v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(most)), fallback), v.description(text));

/**
 * Changes brightness, contrast, saturation and hue of images, in this order; values stay between 0 and white.
 * A factor f is uniform in 1 ± strength: brightness x ← f x; contrast x ← m + f (x − m) with m the image's mean grey;
 * saturation x ← g + f (x − g) with g the pixel's grey. Krizhevsky 2012 and torchvision's ColorJitter.
 */
export const augmentation = defineAugmentation({
  id: 'colourJitter',
  title: 'Colour jitter',
  schema: v.strictObject({
    type: v.literal('colourJitter'),
    brightness: strength('Largest relative change of brightness.', 1, 0.2),
    contrast: strength('Largest relative change of contrast.', 1, 0.2),
    saturation: strength('Largest relative change of saturation; of colour images.', 1, 0),
    hue: strength('Largest change of hue, in turns of the colour wheel; of colour images.', 0.5, 0),
  }),
  misfit(task, { saturation, hue }) {
    const reason = noImages(task);
    if (reason !== null) return reason;
    const channels = sidesOf(task)[2];
    if (channels !== 1 && channels !== 3)
      return `it changes grey or red-green-blue images, and these have ${channels} channels`;
    return channels === 1 && (saturation > 0 || hue > 0) ? 'grey images have no saturation and no hue' : null;
  },
  apply(batch, { brightness, contrast, saturation, hue }, randomOf, { task, white }) {
    const [height, width, channels] = sidesOf(task);
    const size = height * width * channels;
    for (let row = 0; row < batch.count; row++) {
      const image = batch.inputs.subarray(row * size, (row + 1) * size);
      const random = randomOf(row);
      const [light, spread, colour] = [brightness, contrast, saturation].map((most) =>
        random.uniform(1 - most, 1 + most),
      );
      const turn = random.uniform(-hue, hue);
      blend(image, () => 0, light!, white);
      if (contrast > 0) blend(image, constant(meanGrey(image, channels)), spread!, white);
      if (saturation > 0) blend(image, greys(image), colour!, white);
      if (hue > 0) for (let at = 0; at < size; at += channels) turnHue(image, at, turn);
    }
  },
});

const constant = (value: number) => (): number => value;

/** Of each pixel's place, its grey as it is now. */
function greys(image: Float32Array): (at: number) => number {
  const values = Float32Array.from({ length: image.length / 3 }, (_, pixel) => greyOf(image, 3 * pixel, 3));
  return (at) => values[Math.floor(at / 3)]!;
}

function meanGrey(image: Float32Array, channels: number): number {
  let sum = 0;
  for (let at = 0; at < image.length; at += channels) sum += greyOf(image, at, channels);
  return (sum * channels) / image.length;
}

/** x ← base + factor · (x − base), kept within 0 … white. */
function blend(image: Float32Array, base: (at: number) => number, factor: number, white: number): void {
  for (let at = 0; at < image.length; at++) {
    const from = base(at);
    image[at] = Math.min(white, Math.max(0, from + factor * (image[at]! - from)));
  }
}
