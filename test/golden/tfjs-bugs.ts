/**
 * Goldens that tfjs 4.22 itself misses, each with the reason. The tests demand that these really fail, so that the
 * list cannot outlive a fix.
 */
import type { Golden } from './goldens';

interface Bug {
  op: string;
  /** The kernel of tfjs's cpu backend that is wrong; without one it is tfjs-core's gradient, on every backend. */
  kernel?: string;
  /** Which of the operator's goldens; all by default. */
  affects?: (golden: Golden) => boolean;
  reason: string;
}

const shapeOf = ({ inputs }: Golden) => inputs[0]!.shape;
const batchOf = (shape: number[]) => shape.slice(0, -2).join();
const broadcasts = ({ inputs, outputs }: Golden) =>
  inputs.some(({ shape }) => shape.join() !== outputs[0]!.shape.join());
const dilated = ({ attributes }: Golden) => attributes.dilations.some((dilation) => dilation > 1);
const padded = ({ attributes }: Golden) => attributes.pad !== 'valid';

const unreduced = "the gradient of a broadcast operand is not summed to the operand's shape";
const undilated = 'the gradient of a dilated convolution is not implemented';
const counted = 'the gradient divides by the whole window, the output by the elements that are not padding';

const bugs: Bug[] = [
  { op: 'Maximum', affects: broadcasts, reason: unreduced },
  { op: 'Minimum', affects: broadcasts, reason: unreduced },
  { op: 'SquaredDifference', affects: broadcasts, reason: unreduced },
  {
    op: 'BatchMatMul',
    affects: ({ inputs: [a, b] }) => batchOf(a!.shape) !== batchOf(b!.shape),
    reason: unreduced,
  },
  { op: 'FloorDiv', reason: "the gradient is division's, but a step function's is zero" },
  {
    op: 'Cumsum',
    affects: (golden) => golden.attributes.axis !== shapeOf(golden).length - 1,
    reason: 'the gradient comes out transposed unless the axis is the last',
  },
  { op: 'MirrorPad', reason: 'the gradient of the reflected elements is dropped' },
  { op: 'Conv2D', affects: dilated, reason: undilated },
  { op: 'DepthwiseConv2dNative', affects: dilated, reason: undilated },
  { op: 'softmaxCrossEntropy', reason: 'the gradient of the labels is that of the logits with its sign changed' },
  { op: 'AvgPool', kernel: 'AvgPoolGrad', affects: padded, reason: counted },
  { op: 'AvgPool3D', kernel: 'AvgPool3DGrad', affects: padded, reason: counted },
  {
    op: 'MaxPool3D',
    kernel: 'MaxPool3DGrad',
    affects: ({ attributes: { window } }) => window[1] !== window[2],
    reason: "the place of a window's maximum is computed with its height for its width",
  },
  {
    op: 'ResizeBilinear',
    kernel: 'ResizeBilinearGrad',
    affects: ({ attributes }) => attributes.halfPixelCenters,
    reason: 'the gradient ignores halfPixelCenters',
  },
  {
    op: 'ResizeBilinear',
    kernel: 'ResizeBilinearGrad',
    affects: (golden) => shapeOf(golden)[1] !== shapeOf(golden)[2],
    reason: 'the gradient swaps height and width',
  },
  {
    op: 'ResizeNearestNeighbor',
    kernel: 'ResizeNearestNeighborGrad',
    affects: ({ attributes }) => attributes.halfPixelCenters,
    reason: 'the gradient ignores halfPixelCenters',
  },
  {
    op: 'ResizeNearestNeighbor',
    kernel: 'ResizeNearestNeighborGrad',
    affects: (golden) => shapeOf(golden)[0]! > 1,
    reason: "the second image's gradient is read from the wrong place",
  },
];

/**
 * Why a golden cannot hold, if so.
 * @param usesCpuKernel whether the way runs that kernel as tfjs's cpu backend has it.
 */
export function bugOf(golden: Golden, usesCpuKernel: (kernel: string) => boolean): string | undefined {
  return bugs.find(
    ({ op, kernel, affects }) =>
      op === golden.op && (!kernel || usesCpuKernel(kernel)) && (!affects || affects(golden)),
  )?.reason;
}
