/** The last layer of a classifier. */
import * as layers from '@tensorflow/tfjs-layers';

/**
 * A tenth of the usual deviation: the first logits are near 0, so that the first loss is near ln(classes) and the first
 * steps are not spent on unlearning a random opinion.
 */
const SCALE = 0.01;

/** (B, features) → logits (B, classes), no activation: the loss applies the softmax. */
export const logitsLayer = (classes: number): layers.layers.Layer =>
  layers.layers.dense({
    name: 'logits',
    units: classes,
    kernelInitializer: layers.initializers.varianceScaling({ scale: SCALE, mode: 'fanIn', distribution: 'normal' }),
  });
