/** Where numbers first stopped being finite. */
import type { Report } from './probe';

/** Counts are null where they themselves overflowed. */
const any = (count: number | null): boolean => count !== 0;

/**
 * The first place in the order of cause: a weight spoils the outputs behind it, an output the loss, the loss the
 * gradients from the last layer to the first.
 * @returns in words; undefined if all is finite
 */
export function firstBad({ layers, weights }: Report): string | undefined {
  const weight = weights.find(({ notFinite }) => any(notFinite));
  if (weight) return `the weights ${weight.weight}`;
  const output = layers.find(({ notFinite }) => any(notFinite));
  if (output) return `the outputs of layer ${output.layer}`;
  const gradient = weights.findLast(({ gradientNotFinite }) => any(gradientNotFinite));
  return gradient && `the gradient of ${gradient.weight}`;
}
