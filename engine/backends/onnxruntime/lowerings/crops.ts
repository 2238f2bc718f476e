/** Boxes cut out of images, each brought to one size. */
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import * as e from '../operators/elementwise';
import { double, isPlace, ofPixels, pixelsAt, range, round, type Place } from '../operators/sampling';
import { reshape, slice } from '../operators/shape';
import { float } from '../operators/types';
import type { Lowering } from './lowering';

/** The images' pixels (N, h, w, C) at places between them. */
type Method = (images: Value, place: Place) => Value;

const ceil = (x: Value): Value => e.map('Ceil', x);

/** a + (b − a)·share */
const between = (a: Value, b: Value, share: Value): Value => e.add(a, e.mul(e.sub(b, a), share));

const methods: Readonly<Record<tf.CropAndResizeAttrs['method'], Method>> = {
  nearest: (images, [image, y, x]) => float(pixelsAt(images, [image, round(y), round(x)])),
  bilinear(images, [image, y, x]) {
    const pixels = double(images);
    const [top, left] = [e.floor(y), e.floor(x)];
    const row = (number: Value): Value =>
      between(
        pixelsAt(pixels, [image, number, left]),
        pixelsAt(pixels, [image, number, ceil(x)]),
        ofPixels(e.sub(x, left)),
      );
    return float(between(row(top), row(ceil(y)), ofPixels(e.sub(y, top))));
  },
};

/** `count` places from one edge of a box to the other, edges in shares of the image: its first pixel is 0, its last 1. */
function places(from: Value, to: Value, size: number, number: Value, count: number): Value {
  const last = size - 1;
  if (count === 1) return e.mul(e.mul(0.5, e.add(from, to)), last);
  const step = e.div(e.mul(e.sub(to, from), last), count - 1);
  return e.add(e.mul(from, last), e.mul(number, step));
}

const isOutside = (x: Value, size: number): Value => e.or(e.less(x, 0), e.greater(x, size - 1));

/** Boxes (N, 4) as y₁, x₁, y₂, x₂ of images (B, H, W, C) → (N, h, w, C); black where the number of the image is none. */
export const CropAndResize: Lowering<tf.CropAndResizeInputs, tf.CropAndResizeAttrs> = (
  { image: images, boxes, boxInd },
  { cropSize: [h, w], method, extrapolationValue },
) => {
  const [B, H, W] = images.shape as [number, number, number];
  const N = boxes.shape[0]!;
  const edge = (i: number): Value => reshape(double(slice(boxes, [0, i], [N, i + 1])), [N, 1, 1]);
  const image = reshape(double(boxInd), [N, 1, 1]);
  const y = places(edge(0), edge(2), H, range(boxes, h, 1), h); // (N, h, 1)
  const x = places(edge(1), edge(3), W, range(boxes, w), w); // (N, 1, w)
  const isNumber = ofPixels(isPlace([image, y, x], images.shape));
  const pixels = e.where(isNumber, methods[method](images, [image, y, x]), NaN);
  const outside = ofPixels(e.or(isOutside(y, H), isOutside(x, W)));
  const cropped = e.where(outside, extrapolationValue, pixels);
  return e.where(ofPixels(e.greaterOrEqual(image, B)), 0, cropped);
};
