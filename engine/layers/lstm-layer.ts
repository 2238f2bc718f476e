/** {@link lstm} as a layer. */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import { lstm } from './lstm';
import { RecurrentLayer } from './recurrent-layer';

export class Lstm extends RecurrentLayer {
  static readonly className = 'NablaLstm';
  protected readonly gates = 4;

  /** The forget gates begin open (Jozefowicz et al., 2015), as in Keras. */
  override build(inputShape: layers.Shape | layers.Shape[]): void {
    super.build(inputShape);
    const { units } = this;
    tf.tidy(() => {
      this.bias.write(tf.concat([tf.zeros([units]), tf.ones([units]), tf.zeros([2 * units])]));
    });
  }

  protected states(x: tf.Tensor3D): tf.Tensor3D {
    const [kernel, recurrent, bias] = [this.kernel, this.recurrent, this.bias].map((weight) => weight.read());
    return lstm(x, kernel as tf.Tensor2D, recurrent as tf.Tensor2D, bias as tf.Tensor1D);
  }
}

tf.serialization.registerClass(Lstm);
