/** Images seen through a projection, or turned. */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import * as e from '../operators/elementwise';
import { foldInto } from '../operators/folding';
import { gather } from '../operators/indexing';
import { double, isPlace, ofPixels, pixelsAt, range, round, type Place } from '../operators/sampling';
import { concat, expand, integers, reshape, slice } from '../operators/shape';
import type { Lowering } from './lowering';

/** Images (B, H, W, C) at places (B, H′, W′) between their pixels → (B, H′, W′, C), in the type of the images. */
type Interpolation = (images: Value, place: Place, fill: number) => Value;

const read: Interpolation = (images, place, fill) =>
  e.where(ofPixels(isPlace(place, images.shape)), pixelsAt(images, place), fill);

const interpolations: Readonly<Record<tf.TransformAttrs['interpolation'], Interpolation>> = {
  nearest: (images, [image, y, x], fill) => read(images, [image, round(y), round(x)], fill),
  bilinear(images, [image, y, x], fill) {
    const pixels = double(images);
    const [top, left] = [e.floor(y), e.floor(x)];
    const [bottom, right] = [e.add(top, 1), e.add(left, 1)];
    const weigh = (weight: Value, value: Value): Value => e.mul(ofPixels(weight), value);
    const at = (row: Value, column: Value): Value => read(pixels, [image, row, column], fill);
    const [before, after] = [top, bottom].map((row) =>
      e.add(weigh(e.sub(right, x), at(row, left)), weigh(e.sub(x, left), at(row, right))),
    ) as [Value, Value];
    const mixed = e.add(weigh(e.sub(bottom, y), before), weigh(e.sub(y, top), after));
    return e.cast(images.type === 'float32' ? mixed : e.where(e.equal(mixed, mixed), mixed, 0), images.type);
  },
};

/**
 * The pixel (x, y) of the result is that of the image at ((a₀x + a₁y + a₂)/k, (b₀x + b₁y + b₂)/k), k = c₀x + c₁y + 1, with
 * transforms (B or 1, 8) of a, b and c.
 */
export const Transform: Lowering<tf.TransformInputs, tf.TransformAttrs> = (
  { image: images, transforms },
  { interpolation, fillMode, fillValue, outputShape },
) => {
  const [B, H, W, C] = images.shape as [number, number, number, number];
  const [newH, newW] = (outputShape as [number, number] | null | undefined) ?? [H, W];
  const count = transforms.shape[0]!;
  const entry = (i: number): Value => reshape(double(slice(transforms, [0, i], [count, i + 1])), [count, 1, 1]);
  const [x, y] = [range(images, newW), range(images, newH, 1)];
  const along = (i: number): Value => e.add(e.mul(entry(i), x), e.mul(entry(i + 1), y));
  const k = e.add(along(6), 1); // (B or 1, H′, W′)
  const [inX, inY] = [0, 3].map((i) => e.div(e.add(along(i), entry(i + 2)), k)) as [Value, Value];
  const place = [range(images, B, 2), foldInto(inY, H, fillMode), foldInto(inX, W, fillMode)] as const;
  const seen = interpolations[interpolation](images, place, fillValue);
  return expand(e.where(ofPixels(e.equal(k, 0)), fillValue, seen), [B, newH, newW, C]);
};

/** tfjs gives a color's alpha, where it is left out, this. */
const OPAQUE = 255;

/** For each pixel of an H×W image that has been turned, the one that it shows; H·W where there is none. */
function turned(H: number, W: number, { radians, center }: tf.RotateWithOffsetAttrs): number[] {
  const [centerX, centerY] = backend_util.getImageCenter(center, H, W);
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return Array.from({ length: H * W }, (_, i) => {
    const [x, y] = [(i % W) - centerX, Math.floor(i / W) - centerY];
    const column = Math.round(x * cos - y * sin + centerX);
    const row = Math.round(x * sin + y * cos + centerY);
    return column >= 0 && column < W && row >= 0 && row < H ? row * W + column : H * W;
  });
}

export const RotateWithOffset: Lowering<tf.RotateWithOffsetInputs, tf.RotateWithOffsetAttrs> = (
  { image: images },
  attributes,
  graph,
) => {
  const { type, shape } = images;
  const [B, H, W, C] = shape as [number, number, number, number];
  const { fillValue } = attributes;
  const color = Array.from({ length: C }, (_, c) => {
    if (typeof fillValue === 'number') return fillValue;
    return c === 3 ? OPAQUE : fillValue[c]!;
  });
  const fill = graph.constant(e.elementsOf(type, color), { type, shape: [1, 1, C] });
  const pixels = concat([reshape(images, [B, H * W, C]), expand(fill, [B, 1, C])], 1);
  return reshape(gather(pixels, integers(images, turned(H, W, attributes)), 1), shape);
};
