import * as v from 'valibot';
import { defineAugmentation } from './augmentation';
import { moveBoxes } from './images/boxes';
import { sidesOf, unmovable } from './images/fit';
import { fill } from './images/parameters';

/** Pads images on all sides and cuts a piece of the old size out anywhere: a shift by up to `padding` pixels. */
export const augmentation = defineAugmentation({
  id: 'crop',
  title: 'Pad and crop',
  schema: v.strictObject({
    type: v.literal('crop'),
    padding: v.pipe(
      v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 4),
      v.description('Pixels added on every side.'),
    ),
    fill,
  }),
  misfit(task, { padding }) {
    const reason = unmovable(task);
    if (reason !== null) return reason;
    const [height, width] = sidesOf(task);
    if (padding < Math.min(height, width)) return null;
    return `a padding of ${padding} can leave nothing of images of ${height} × ${width}`;
  },
  apply(batch, parameters, randomOf, { task }) {
    const sides = sidesOf(task);
    const [height, width, channels] = sides;
    const size = height * width * channels;
    for (let row = 0; row < batch.count; row++) {
      const random = randomOf(row);
      const anywhere = () => random.integer(2 * parameters.padding + 1) - parameters.padding;
      const [right, down] = [anywhere(), anywhere()];
      shift(batch.inputs.subarray(row * size, (row + 1) * size), sides, [right, down], parameters.fill);
      moveBoxes(batch, task, row, (x, y) => [x + right / width, y + down / height]);
    }
  },
});

function shift(
  image: Float32Array,
  [height, width, channels]: [number, number, number],
  [right, down]: [number, number],
  outside: number,
): void {
  const original = image.slice();
  image.fill(outside);
  const [from, to] = [Math.max(0, -right), Math.min(width, width - right)];
  for (let y = Math.max(0, -down); y < Math.min(height, height - down); y++) {
    const line = original.subarray((y * width + from) * channels, (y * width + to) * channels);
    image.set(line, ((y + down) * width + from + right) * channels);
  }
}
