/** Small tensors for the tests of lowerings. */
import type { Random } from '../../../../data/random';
import type { HostTensor } from '../../../device';
import { sizeOf } from '../../operators/shape';

export const floats = (shape: number[], values: readonly number[]): HostTensor => ({
  shape,
  dtype: 'float32',
  values: Float32Array.from(values),
});

export const integers = (shape: number[], values: readonly number[]): HostTensor => ({
  shape,
  dtype: 'int32',
  values: Int32Array.from(values),
});

/** Whole numbers are as large as those of images, and may be equal. */
const LARGEST = 255;

/** Normal numbers, or whole ones of both signs. */
export function filled(random: Random, shape: number[], type: 'float32' | 'int32' = 'float32'): HostTensor {
  const draw = type === 'float32' ? () => random.normal() : () => random.integer(2 * LARGEST + 1) - LARGEST;
  return (type === 'float32' ? floats : integers)(shape, Array.from({ length: sizeOf(shape) }, draw));
}
