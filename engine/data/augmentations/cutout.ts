import * as v from 'valibot';
import { defineAugmentation } from './augmentation';
import { noImages, sidesOf } from './images/fit';
import { fill } from './images/parameters';

/**
 * Covers a square of each image, its centre anywhere, so that it may reach beyond the edges.
 * DeVries & Taylor 2017, "Improved Regularization of Convolutional Neural Networks with Cutout".
 */
export const augmentation = defineAugmentation({
  id: 'cutout',
  title: 'Cutout',
  schema: v.strictObject({
    type: v.literal('cutout'),
    size: v.pipe(
      v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 8),
      v.description('Side of the square in pixels.'),
    ),
    fill,
  }),
  misfit(task, { size }) {
    const reason = noImages(task);
    if (reason !== null) return reason;
    const [height, width] = sidesOf(task);
    if (size < height || size < width) return null;
    return `a square of ${size} can cover all of images of ${height} × ${width}`;
  },
  apply(batch, parameters, randomOf, { task }) {
    const [height, width, channels] = sidesOf(task);
    const { size } = parameters;
    for (let row = 0; row < batch.count; row++) {
      const random = randomOf(row);
      const [left, top] = [width, height].map((length) => random.integer(length) - Math.floor(size / 2)) as [
        number,
        number,
      ];
      const [from, to] = [Math.max(0, left), Math.min(width, left + size)];
      for (let y = Math.max(0, top); y < Math.min(height, top + size); y++) {
        const line = (row * height + y) * width;
        batch.inputs.fill(parameters.fill, (line + from) * channels, (line + to) * channels);
      }
    }
  },
});
