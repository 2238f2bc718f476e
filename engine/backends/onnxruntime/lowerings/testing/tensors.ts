/** Small tensors for the tests of lowerings: given, or drawn. */
import type { Random } from '../../../../data/random';
import type { HostTensor } from '../../../device';
import { sizeOf } from '../../operators/shape';

export const floats = (shape: readonly number[], values: readonly number[]): HostTensor => ({
  shape: [...shape],
  dtype: 'float32',
  values: Float32Array.from(values),
});

export const integers = (shape: readonly number[], values: readonly number[]): HostTensor => ({
  shape: [...shape],
  dtype: 'int32',
  values: Int32Array.from(values),
});

/** As many elements as the shape has, each by `draw`. */
export const drawn = (make: typeof floats, shape: readonly number[], draw: () => number): HostTensor =>
  make(shape, Array.from({ length: sizeOf(shape) }, draw));

/** Whole numbers are as large as those of images, and may be equal. */
const LARGEST = 255;

/** Normal numbers, or whole ones of both signs. */
export const filled = (random: Random, shape: number[], type: 'float32' | 'int32' = 'float32'): HostTensor =>
  type === 'float32'
    ? drawn(floats, shape, () => random.normal())
    : drawn(integers, shape, () => random.integer(2 * LARGEST + 1) - LARGEST);
