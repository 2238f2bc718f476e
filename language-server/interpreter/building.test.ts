import { check } from '../testing/check';

const LAYER = `import tensorflow as tf


class Affine(tf.keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(KERNEL))

    def call(self, x):
        return tf.matmul(x, self.kernel)
`;

const layer = (kernel: string): string => LAYER.replace('KERNEL', kernel);

describe("a layer's own build", () => {
  it('makes weights for what the layer is given first', async () => {
    await check(`${layer('input_shape[-1], self.units')}\n\ny = Affine(3)(tf.zeros((2, 8))) + tf.zeros((2, 3))\n`);
  });

  it('shows where weights of other sizes do not fit', async () => {
    const program = layer('self.units, input_shape[-1]').trimEnd();
    await check(`${program}
#              ^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch


y = Affine(3)(tf.zeros((2, 8)))
`);
  });

  it('runs once: a second input does not make the weights anew', async () => {
    const program = layer('input_shape[-1], self.units').trimEnd();
    await check(`${program}
#              ^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch


affine = Affine(3)
y = affine(tf.zeros((2, 8)))
z = affine(tf.zeros((2, 9)))
`);
  });
});
