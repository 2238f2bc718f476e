import * as tf from '@tensorflow/tfjs';

abstract class Block {
  static readonly WIDTH = 6;
  protected weights: tf.Tensor[] = [];
  #scale = 2;

  constructor(protected readonly inputs: number, readonly outputs: number = Block.WIDTH) {
    this.weights.push(tf.ones([inputs, this.outputs]));
  }

  abstract activate(x: tf.Tensor): tf.Tensor;

  get width(): number {
    return this.outputs * this.#scale;
  }

  static of(inputs: number): Block {
    return new Doubled(inputs);
  }

  call(x: tf.Tensor): tf.Tensor {
    const [weight] = this.weights;
    return this.activate(x.matMul(weight));
  }
}

class Plain extends Block {
  activate(x: tf.Tensor): tf.Tensor {
    return x.relu();
  }
}

class Doubled extends Block {
  bias = tf.zeros([this.outputs]);

  activate(x: tf.Tensor): tf.Tensor {
    const y = x.add(this.bias);
    return tf.concat([y, y], 1);
  }

  call(x: tf.Tensor): tf.Tensor {
    const result = super.call(x);
    return result.mul(2);
  }
}

const plain = new Plain(3, 5);
const a = plain.call(tf.ones([2, 3]));
const doubled = Block.of(4);
const b = doubled.call(tf.ones([7, 4]));
const wide = tf.zeros([doubled.width]);
const blocks: Block[] = [new Plain(8, 4), new Plain(4, 2)];
let x = tf.ones([1, 8]);
for (const block of blocks) x = block.call(x);
const folded = blocks.reduce((value: tf.Tensor, block) => block.call(value), tf.zeros([3, 8]));
const call = plain.call.bind(plain);
const c = call(tf.zeros([9, 3]));
