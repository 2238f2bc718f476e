/** A learned vector for each place of a sequence, added to what stands there (Gehring et al., 2017). */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { describeInitializer, SEQUENCE, single, singleShape } from './weight';

/** GPT-2's deviation. */
const embeddingsInitializer = layers.initializers.randomNormal({ mean: 0, stddev: 0.02 });

/** (B, T, C) → (B, T, C) */
export class PositionEmbedding extends layers.layers.Layer {
  static readonly className = 'NablaPositionEmbedding';
  override inputSpec = [SEQUENCE];
  private embeddings!: ReturnType<layers.layers.Layer['addWeight']>;

  override build(inputShape: layers.Shape | layers.Shape[]): void {
    const [, time, width] = singleShape(inputShape);
    this.embeddings = this.addWeight('embeddings', [time!, width!], 'float32', embeddingsInitializer);
    this.built = true;
  }

  override computeOutputShape(inputShape: layers.Shape | layers.Shape[]): layers.Shape {
    return singleShape(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.add(single(inputs), this.embeddings.read()));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), embeddingsInitializer: describeInitializer(embeddingsInitializer) };
  }
}

tf.serialization.registerClass(PositionEmbedding);
