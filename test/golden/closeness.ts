/** How far a tensor is from the one expected. */
import type { HostTensor } from '../../engine/backends/device';

/** max |actual − expected| / max |expected|; ∞ where shapes differ or a value is not a number. */
export function relativeError(actual: HostTensor | undefined, expected: HostTensor): number {
  if (actual?.shape.join() !== expected.shape.join()) return Infinity;
  let error = 0;
  let magnitude = 0;
  expected.values.forEach((value, i) => {
    const difference = Math.abs(actual.values[i]! - value);
    error = Math.max(error, Number.isNaN(difference) ? Infinity : difference);
    magnitude = Math.max(magnitude, Math.abs(value));
  });
  return error === 0 ? 0 : error / (magnitude || 1);
}

/** One line for each tensor that is further off than the tolerance. */
export function differences(
  actual: Record<string, HostTensor>,
  expected: Record<string, HostTensor>,
  tolerance: number,
): string[] {
  return Object.entries(expected).flatMap(([name, tensor]) => {
    const error = relativeError(actual[name], tensor);
    if (error <= tolerance) return [];
    return [`${name} [${actual[name]?.shape.join()}] is off by ${error.toExponential(1)} [${tensor.shape.join()}]`];
  });
}
