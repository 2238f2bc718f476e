/** What layers that disturb their input in training have in common; in evaluation they pass it on. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { Noise } from './random';

const noNoise = (layer: string): Error =>
  new Error(
    `layer "${layer}" has no noise to draw from; call model.apply(x, { training: true, noise: new Noise(inputs) })`,
  );

/** A layer whose output has its input's shape. It is called with `{ training, noise }`, {@link Noise} being the step's. */
export abstract class NoiseLayer extends layers.layers.Layer {
  override supportsMasking = true;

  protected abstract disturb(x: tf.Tensor, noise: Noise): tf.Tensor;

  override computeOutputShape(inputShape: layers.Shape | layers.Shape[]): layers.Shape | layers.Shape[] {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training, noise }: Record<string, unknown>): tf.Tensor {
    const x = [inputs].flat()[0]!;
    if (!training) return x;
    if (!(noise instanceof Noise)) throw noNoise(this.name);
    return tf.tidy(() => this.disturb(x, noise));
  }
}
