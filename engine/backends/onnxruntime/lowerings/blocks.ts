/** Blocks of space moved into the batch or the channels, and back. */
import { backend_util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import { pad, reshape, sizeOf, slice, transpose } from '../operators/shape';
import type { Lowering } from './lowering';

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

/** x (B, H, W, b·b·C) → (B, H·b, W·b, C) */
export const DepthToSpace: Lowering<tf.DepthToSpaceInputs, tf.DepthToSpaceAttrs> = (
  { x },
  { blockSize, dataFormat },
) => {
  if (dataFormat !== 'NHWC') return null;
  const [B, H, W, depth] = x.shape as [number, number, number, number];
  const C = depth / (blockSize * blockSize);
  const split = reshape(x, [B, H, W, blockSize, blockSize, C]);
  return reshape(transpose(split, [0, 1, 3, 2, 4, 5]), [B, H * blockSize, W * blockSize, C]);
};
