import * as tf from '@tensorflow/tfjs';

interface Config {
  heads: number;
  width: number;
}

class Attention {
  private readonly wq: tf.Variable;
  private readonly wk: tf.Variable;
  private readonly wv: tf.Variable;
  private readonly wo: tf.Variable;
  readonly size: number;

  constructor(private config: Config) {
    const { heads, width } = config;
    this.size = Math.floor(width / heads);
    this.wq = tf.variable(tf.randomNormal([width, width]));
    this.wk = tf.variable(tf.randomNormal([width, width]));
    this.wv = tf.variable(tf.randomNormal([width, width]));
    this.wo = tf.variable(tf.randomNormal([width, width]));
  }

  private split(x: tf.Tensor3D, w: tf.Tensor2D): tf.Tensor4D {
    const [batch, time, width] = x.shape;
    const flat = x.reshape([batch * time, width]) as tf.Tensor2D;
    const projected = flat.matMul(w);
    return projected.reshape([batch, time, this.config.heads, this.size]).transpose([0, 2, 1, 3]) as tf.Tensor4D;
  }

  forward(x: tf.Tensor3D): tf.Tensor3D {
    const q = this.split(x, this.wq as unknown as tf.Tensor2D);
    const k = this.split(x, this.wk as unknown as tf.Tensor2D);
    const v = this.split(x, this.wv as unknown as tf.Tensor2D);
    const scores = tf.matMul(q, k, false, true).div(Math.sqrt(this.size));
    const weights = tf.softmax(scores);
    const mixed = tf.matMul(weights, v).transpose([0, 2, 1, 3]);
    const [batch, time, width] = x.shape;
    const joined = mixed.reshape([batch * time, width]);
    return joined.matMul(this.wo as unknown as tf.Tensor2D).reshape([batch, time, width]) as tf.Tensor3D;
  }
}

const layer = new Attention({ heads: 4, width: 32 });
const x = tf.randomNormal([2, 6, 32]) as tf.Tensor3D;
const y = layer.forward(x);
const pooled = y.mean(1);
