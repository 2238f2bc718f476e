/** Blocks of space moved into the batch or the channels, and back. */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import { pad, reshape, sizeOf, slice, transpose } from '../operators/shape';
import type { Lowering } from './lowering';

type Shape4 = [number, number, number, number];

export const SpaceToBatchND: Lowering<tf.SpaceToBatchNDInputs, tf.SpaceToBatchNDAttrs> = (
  { x },
  { blockShape, paddings },
) => {
  const amounts = x.shape.map((_, axis) => (paddings[axis - 1] ?? [0, 0]) as [number, number]);
  const padded = pad(x, amounts);
  const shape = [...padded.shape];
  const product = sizeOf(blockShape);
  const split = backend_util.getReshaped(shape, blockShape, product, false);
  const moved = transpose(reshape(padded, split), backend_util.getPermuted(split.length, blockShape.length, false));
  return reshape(moved, backend_util.getReshapedPermuted(shape, blockShape, product, false));
};

export const BatchToSpaceND: Lowering<tf.BatchToSpaceNDInputs, tf.BatchToSpaceNDAttrs> = (
  { x },
  { blockShape, crops },
) => {
  const shape = [...x.shape];
  const product = sizeOf(blockShape);
  const split = backend_util.getReshaped(shape, blockShape, product);
  const moved = transpose(reshape(x, split), backend_util.getPermuted(split.length, blockShape.length));
  const whole = backend_util.getReshapedPermuted(shape, blockShape, product);
  const begin = backend_util.getSliceBeginCoords(crops, blockShape.length);
  const size = backend_util.getSliceSize(whole, crops, blockShape.length);
  return slice(
    reshape(moved, whole),
    whole.map((_, axis) => begin[axis] ?? 0),
    whole.map((length, axis) => (begin[axis] ?? 0) + (size[axis] ?? length)),
  );
};

/** x (B, H, W, b·b·C) → (B, H·b, W·b, C), or with the channels first. */
export const DepthToSpace: Lowering<tf.DepthToSpaceInputs, tf.DepthToSpaceAttrs> = (
  { x },
  { blockSize, dataFormat },
) => {
  const isLast = dataFormat === 'NHWC';
  const [B, H, W, depth] = (isLast ? x.shape : [0, 2, 3, 1].map((axis) => x.shape[axis]!)) as Shape4;
  const C = depth / (blockSize * blockSize);
  const [newH, newW] = [H * blockSize, W * blockSize];
  if (isLast) {
    const split = reshape(x, [B, H, W, blockSize, blockSize, C]);
    return reshape(transpose(split, [0, 1, 3, 2, 4, 5]), [B, newH, newW, C]);
  }
  const split = reshape(x, [B, blockSize, blockSize, C, H, W]);
  return reshape(transpose(split, [0, 3, 4, 1, 5, 2]), [B, C, newH, newW]);
};
