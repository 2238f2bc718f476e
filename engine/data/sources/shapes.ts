import * as v from 'valibot';
import { generator, wholeParameter } from '../generators/generator';
import { drawScenes, drawShapes, shapeNames } from '../generators/shapes';

const names = shapeNames;

export const source = generator({
  id: 'shapes',
  title: 'Images of circles, squares and triangles, with their boxes',
  version: 1,
  parameters: v.strictObject({
    task: v.pipe(
      v.optional(v.picklist(['boxes', 'class']), 'boxes'),
      v.description('boxes: where each object is, and what; class: what the only object is.'),
    ),
    size: wholeParameter([16, 256], 32, 'Side of the images, pixels.'),
    most: wholeParameter([1, 6], 3, 'Most objects an image has, with boxes.'),
  }),
  draw: (count, seed, { task, size, most }) => ({
    dataset: task === 'class' ? drawShapes(count, seed, { size }) : drawScenes(count, seed, { size, most }),
    vocabulary: null,
    target:
      task === 'class'
        ? { kind: 'classes', classes: names.length, shape: [], names }
        : { kind: 'boxes', classes: names.length, most, names },
  }),
});
