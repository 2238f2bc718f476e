/** What our own layers say of their weights' initializers, so that {@link initialize} draws them from the run's seed. */
import type * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';

export type Initializer = ReturnType<typeof layers.initializers.glorotUniform>;

/** As tfjs's own layers write an initializer into their config. */
export const describeInitializer = (initializer: Initializer): tf.serialization.ConfigDict => ({
  className: initializer.getClassName(),
  config: initializer.getConfig(),
});

/** The one input of a layer that takes one. */
export const single = (inputs: tf.Tensor | tf.Tensor[]): tf.Tensor => [inputs].flat()[0]!;

/** The shape of a layer's one input, with the batch. */
export const singleShape = (shape: layers.Shape | layers.Shape[]): layers.Shape =>
  Array.isArray(shape[0]) ? shape[0] : (shape as layers.Shape);

/** Layers over sequences take (B, T, C) and nothing else. */
export const SEQUENCE = new layers.InputSpec({ ndim: 3 });
