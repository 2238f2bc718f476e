import * as v from 'valibot';
import { defineAugmentation } from './augmentation';
import { moveBoxes } from './images/boxes';
import { sidesOf, unmovable } from './images/fit';
import { fill } from './images/parameters';

/**
 * Turns images about their centre by an angle uniform in ±degrees. A pixel is taken from where it was, bilinearly:
 * with (u, v) its place from the centre, from (u cos θ + v sin θ, v cos θ − u sin θ).
 */
export const augmentation = defineAugmentation({
  id: 'rotate',
  title: 'Rotate',
  schema: v.strictObject({
    type: v.literal('rotate'),
    degrees: v.pipe(
      v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(180)), 15),
      v.description('Largest angle, either way.'),
    ),
    fill,
  }),
  misfit: unmovable,
  apply(batch, parameters, randomOf, { task }) {
    const sides = sidesOf(task);
    const [height, width, channels] = sides;
    const size = height * width * channels;
    for (let row = 0; row < batch.count; row++) {
      const angle = (randomOf(row).uniform(-1, 1) * parameters.degrees * Math.PI) / 180;
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      rotate(batch.inputs.subarray(row * size, (row + 1) * size), sides, [cosine, sine], parameters.fill);
      moveBoxes(batch, task, row, (x, y) => {
        const [u, w] = [(x - 0.5) * width, (y - 0.5) * height];
        return [0.5 + (u * cosine - w * sine) / width, 0.5 + (u * sine + w * cosine) / height];
      });
    }
  },
});

function rotate(
  image: Float32Array,
  [height, width, channels]: [number, number, number],
  [cosine, sine]: [number, number],
  outside: number,
): void {
  const original = image.slice();
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const at = (x: number, y: number, channel: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? outside : original[(y * width + x) * channels + channel]!;
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, w] = [x - middleX, y - middleY];
      const fromX = middleX + u * cosine + w * sine;
      const fromY = middleY + w * cosine - u * sine;
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [right, low] = [fromX - left, fromY - top];
      for (let channel = 0; channel < channels; channel++) {
        const upper = at(left, top, channel) * (1 - right) + at(left + 1, top, channel) * right;
        const lower = at(left, top + 1, channel) * (1 - right) + at(left + 1, top + 1, channel) * right;
        image[to++] = upper * (1 - low) + lower * low;
      }
    }
  }
}
