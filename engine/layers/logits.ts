/** The last layer of a model. */
import * as layers from '@tensorflow/tfjs-layers';

/**
 * A tenth of the usual deviation: the first logits are near 0, so that the first loss is near that of an even guess (ln K for K classes) and the first
 * steps are not spent on unlearning a random opinion.
 */
const SCALE = 0.01;

/** (B, …, features) → logits (B, …, outputs), no activation: the loss applies what it needs. */
export const logitsLayer = (outputs: number): layers.layers.Layer =>
  layers.layers.dense({
    name: 'logits',
    units: outputs,
    kernelInitializer: layers.initializers.varianceScaling({ scale: SCALE, mode: 'fanIn', distribution: 'normal' }),
  });
