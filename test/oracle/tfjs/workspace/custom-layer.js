import * as tf from '@tensorflow/tfjs';

class Linear extends tf.layers.Layer {
  constructor(config) {
    super(config);
    this.units = config.units;
  }

  build(inputShape) {
    this.kernel = this.addWeight('kernel', [inputShape[inputShape.length - 1], this.units], 'float32', tf.initializers.ones());
    this.built = true;
  }

  computeOutputShape(inputShape) {
    return [inputShape[0], this.units];
  }

  call(inputs) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    return tf.tidy(() => {
      const product = tf.matMul(x, this.kernel.read());
      return product.relu();
    });
  }

  static get className() {
    return 'Linear';
  }
}

class Antirectifier extends tf.layers.Layer {
  computeOutputShape(inputShape) {
    return [inputShape[0], 2 * inputShape[1]];
  }

  call(inputs) {
    let input = inputs;
    if (Array.isArray(input)) input = input[0];
    const centred = tf.sub(input, tf.mean(input, 1, true));
    return tf.concat([tf.relu(centred), tf.relu(tf.neg(centred))], 1);
  }

  static get className() {
    return 'Antirectifier';
  }
}

const input = tf.input({ shape: [7] });
const linear = new Linear({ units: 5 });
const hidden = linear.apply(input);
const doubled = new Antirectifier({}).apply(hidden);
const model = tf.model({ inputs: input, outputs: doubled });
const result = model.predict(tf.ones([3, 7]));
const alone = new Linear({ units: 4 }).apply(tf.ones([2, 6]));
