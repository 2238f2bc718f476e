/** Where numbers first stopped being finite. */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import type { Training } from '../update';
import { Probe, type Seen } from './probe';
import { tableOf } from './table';
import type { Tap } from './taps';
import type { Move } from './weight-statistics';

/** A place of a model. */
export interface Place {
  layer: string;
  /** "the outputs of layer dense1" */
  words: string;
}

/** How many elements are NaN or infinite: () */
const countNotFinite = (x: tf.Tensor): tf.Scalar => tf.sum(tf.cast(tf.logicalNot(tf.isFinite(x)), 'float32'));

const layerCounts = tableOf(
  { outputs: ({ output }: Tap) => countNotFinite(output) },
  { outputs: ({ outputs }) => outputs },
);

const weightCounts = tableOf(
  {
    elements: ({ before }: Move) => countNotFinite(before),
    gradients: ({ gradient }: Move) => countNotFinite(gradient),
  },
  { elements: ({ elements }) => elements, gradients: ({ gradients }) => gradients },
);

export type BadNumbers = Seen<'outputs', 'elements' | 'gradients'>;

export type BadNumbersProbe = ReturnType<typeof badNumbersProbe>;

/** Counts what is not finite in a step. */
export const badNumbersProbe = (model: layers.LayersModel, training: Training) =>
  new Probe(model, training, { layers: layerCounts, weights: weightCounts });

const any = (count: number | null): boolean => count !== 0;

/** A weight is called `<layer>/<weight>`. */
export const layerOf = (weight: string): string => weight.slice(0, Math.max(0, weight.lastIndexOf('/')));

/**
 * The first place in the order of cause: a weight spoils the outputs behind it, an output the loss, the loss the
 * gradients from the last layer to the first.
 * @returns undefined if all is finite
 */
export function firstBad({ layers, weights }: BadNumbers): Place | undefined {
  const bad = weights.find(({ elements }) => any(elements));
  if (bad) return { layer: layerOf(bad.weight), words: `the weights ${bad.weight}` };
  const output = layers.find(({ outputs }) => any(outputs));
  if (output) return { layer: output.layer, words: `the outputs of layer ${output.layer}` };
  const gradient = weights.findLast(({ gradients }) => any(gradients));
  return gradient && { layer: layerOf(gradient.weight), words: `the gradient of ${gradient.weight}` };
}
