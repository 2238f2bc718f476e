/** Where numbers first stopped being finite. */
import type { Report } from './probe';

/** A place of a model. */
export interface Place {
  layer: string;
  /** "the outputs of layer dense1" */
  words: string;
}

/** Counts are null where they themselves overflowed. */
const any = (count: number | null): boolean => count !== 0;

/** A weight is called `<layer>/<weight>`. */
export const layerOf = (weight: string): string => weight.slice(0, Math.max(0, weight.lastIndexOf('/')));

/**
 * The first place in the order of cause: a weight spoils the outputs behind it, an output the loss, the loss the
 * gradients from the last layer to the first.
 * @returns undefined if all is finite
 */
export function firstBad({ layers, weights }: Report): Place | undefined {
  const bad = weights.find(({ notFinite }) => any(notFinite));
  if (bad) return { layer: layerOf(bad.weight), words: `the weights ${bad.weight}` };
  const output = layers.find(({ notFinite }) => any(notFinite));
  if (output) return { layer: output.layer, words: `the outputs of layer ${output.layer}` };
  const gradient = weights.findLast(({ gradientNotFinite }) => any(gradientNotFinite));
  return gradient && { layer: layerOf(gradient.weight), words: `the gradient of ${gradient.weight}` };
}
