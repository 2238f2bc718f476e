/** The last layers of a model. */
import * as layers from '@tensorflow/tfjs-layers';
import { sizeOf } from '../data/samples';
import type { Target, Task } from '../data/task';

/**
 * A tenth of the usual deviation: the first logits are near 0, so that the first loss is near that of an even guess (ln K
 * for K classes) and the first steps are not spent on unlearning a random opinion.
 */
const SCALE = 0.01;

/** (B, …, features) → logits (B, …, outputs), no activation: the loss applies what it needs. */
export const logitsLayer = (outputs: number): layers.layers.Layer =>
  layers.layers.dense({
    name: 'logits',
    units: outputs,
    kernelInitializer: layers.initializers.varianceScaling({ scale: SCALE, mode: 'fanIn', distribution: 'normal' }),
  });

/** The shape of what has logits of its own: the places of a sequence, the slots of an image; [] where the sample has. */
export function placesOf(target: Target): number[] {
  if (target.kind === 'boxes') return [target.most];
  return target.kind === 'classes' ? target.shape : [];
}

/** (B, features) → logits (B, …places, outputs): the end of a model that sees each sample as a whole. */
export function logitsOfWhole({ target, outputs }: Task): layers.layers.Layer[] {
  const places = placesOf(target);
  const logits = logitsLayer(sizeOf(places) * outputs);
  if (places.length === 0) return [logits];
  return [logits, layers.layers.reshape({ name: 'places', targetShape: [...places, outputs] })];
}
