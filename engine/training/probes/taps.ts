/** Outputs of a model's layers and the gradients by them, seen while the model runs as it always does. */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';

type Layer = layers.layers.Layer;

/** One output of a layer; a layer that is called twice has two. */
export interface Tap {
  layer: Layer;
  output: tf.Tensor;
  /** ∂loss/∂output; null before the backward pass, and where that does not come by: no weight lies before the output. */
  gradient: tf.Tensor | null;
}

/** The taps of one pass at a time; their tensors are kept until the next pass or the disposal. */
export class Taps {
  #taps: Tap[] = [];

  constructor(private readonly model: layers.LayersModel) {}

  /** Those of the last pass, in the order in which the layers ran. */
  get all(): readonly Tap[] {
    return this.#taps;
  }

  /** Runs a forward pass in which every layer's output goes through a tap. */
  during<T>(forward: () => T): T {
    this.dispose();
    for (const layer of this.model.layers) this.#attach(layer);
    try {
      return forward();
    } finally {
      // The prototype's method again.
      for (const layer of this.model.layers) Reflect.deleteProperty(layer, 'call');
    }
  }

  dispose(): void {
    for (const { output, gradient } of this.#taps) tf.dispose([output, ...(gradient ? [gradient] : [])]);
    this.#taps = [];
  }

  #attach(layer: Layer): void {
    const call = layer.call.bind(layer);
    layer.call = (...args) => {
      const outputs = call(...args);
      return Array.isArray(outputs) ? outputs.map((x) => this.#tap(layer, x)) : this.#tap(layer, outputs);
    };
  }

  /** x itself, whose gradient is looked at as it passes. */
  #tap(layer: Layer, x: tf.Tensor): tf.Tensor {
    const tap: Tap = { layer, output: tf.keep(tf.clone(x)), gradient: null };
    this.#taps.push(tap);
    const look = tf.customGrad((y) => ({
      value: tf.clone(y as tf.Tensor),
      gradFunc: (dy: tf.Tensor) => {
        tap.gradient = tf.keep(tf.clone(dy));
        return dy;
      },
    }));
    return look(x);
  }
}
