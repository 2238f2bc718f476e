import * as v from 'valibot';
import { defineAugmentation } from './augmentation';
import { moveBoxes } from './images/boxes';
import { sidesOf, unmovable } from './images/fit';
import { probability } from './images/parameters';

/** Mirrors images left to right or upside down. */
export const augmentation = defineAugmentation({
  id: 'flip',
  title: 'Flip',
  schema: v.strictObject({
    type: v.literal('flip'),
    horizontal: probability('Share of the images that are mirrored left to right.', 0.5),
    vertical: probability('Share of the images that are turned upside down.', 0),
  }),
  misfit: unmovable,
  apply(batch, { horizontal, vertical }, randomOf, { task }) {
    const sides = sidesOf(task);
    const size = sides[0] * sides[1] * sides[2];
    for (let row = 0; row < batch.count; row++) {
      const random = randomOf(row);
      const mirrored = [random.uniform() < horizontal, random.uniform() < vertical] as const;
      mirror(batch.inputs.subarray(row * size, (row + 1) * size), sides, mirrored);
      moveBoxes(batch, task, row, (x, y) => [mirrored[0] ? 1 - x : x, mirrored[1] ? 1 - y : y]);
    }
  },
});

function mirror(
  image: Float32Array,
  [height, width, channels]: [number, number, number],
  [horizontal, vertical]: readonly [boolean, boolean],
): void {
  if (!horizontal && !vertical) return;
  const original = image.slice();
  for (let y = 0; y < height; y++) {
    const fromRow = vertical ? height - 1 - y : y;
    for (let x = 0; x < width; x++) {
      const from = (fromRow * width + (horizontal ? width - 1 - x : x)) * channels;
      const to = (y * width + x) * channels;
      for (let channel = 0; channel < channels; channel++) image[to + channel] = original[from + channel]!;
    }
  }
}
