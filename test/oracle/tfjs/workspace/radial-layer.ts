import * as tf from '@tensorflow/tfjs';

interface RadialConfig {
  centres: number;
  width: number;
}

class Radial extends tf.layers.Layer {
  static className = 'Radial';
  private readonly centres: number;
  private readonly width: number;
  private means!: tf.LayerVariable;

  constructor({ centres, width }: RadialConfig) {
    super({});
    this.centres = centres;
    this.width = width;
  }

  build(inputShape: tf.Shape): void {
    const features = inputShape[inputShape.length - 1] as number;
    this.means = this.addWeight('means', [this.centres, features], 'float32', tf.initializers.randomNormal({}));
    super.build(inputShape);
  }

  computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [inputShape[0], this.centres];
  }

  call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      const apart = x.expandDims(1).sub(this.means.read().expandDims(0));
      const distance = apart.square().sum(2);
      return distance.div(-2 * this.width ** 2).exp();
    });
  }
}

const model = tf.sequential();
model.add(tf.layers.dense({ units: 3, inputShape: [5] }));
model.add(new Radial({ centres: 7, width: 0.5 }));
model.add(tf.layers.dense({ units: 2, activation: 'softmax' }));
model.compile({ optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy' });
const points = tf.randomNormal([12, 5]);
const classes = tf.oneHot(tf.tensor1d([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], 'int32'), 2);
void model.fit(points, classes, { epochs: 1, batchSize: 6 });
const predicted = model.predict(points) as tf.Tensor2D;
const alone = new Radial({ centres: 4, width: 1 }).apply(tf.ones([3, 6])) as tf.Tensor2D;
const nearest = alone.argMax(1);
