/** {@link gru} as a layer. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { gru } from './gru';
import { RecurrentLayer } from './recurrent-layer';

export class Gru extends RecurrentLayer {
  static readonly className = 'NablaGru';
  protected readonly gates = 3;
  private recurrentBias!: typeof this.bias;

  override build(inputShape: layers.Shape | layers.Shape[]): void {
    super.build(inputShape);
    const width = this.gates * this.units;
    this.recurrentBias = this.addWeight('recurrent_bias', [width], 'float32', layers.initializers.zeros());
  }

  protected states(x: tf.Tensor3D): tf.Tensor3D {
    const read = (weight: typeof this.bias) => weight.read();
    return gru(x, {
      kernel: read(this.kernel) as tf.Tensor2D,
      recurrent: read(this.recurrent) as tf.Tensor2D,
      bias: read(this.bias) as tf.Tensor1D,
      recurrentBias: read(this.recurrentBias) as tf.Tensor1D,
    });
  }
}

tf.serialization.registerClass(Gru);
