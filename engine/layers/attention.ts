/** Multi-head self-attention (Vaswani et al., 2017): softmax(q kᵀ / √d + mask) v in each head, then a projection. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { describeInitializer, SEQUENCE, single, singleShape } from './weight';

/** Behind the mask: low enough that its exponential is 0, and finite. */
const MASKED = -1e9;

/** GPT-2's deviation of all weights. */
const kernelInitializer = layers.initializers.randomNormal({ mean: 0, stddev: 0.02 });

export interface AttentionConfig {
  name?: string;
  heads: number;
  /** A place sees itself and those before it only. */
  causal?: boolean;
}

const unequalHeads = (heads: number, width: number) =>
  new RangeError(`${heads} heads cannot share a width of ${width}; give a number of heads that divides it`);

type Weight = ReturnType<layers.layers.Layer['addWeight']>;

/** (B, T, C) → (B, T, C) */
export class SelfAttention extends layers.layers.Layer {
  static readonly className = 'NablaSelfAttention';
  readonly heads: number;
  readonly causal: boolean;
  /** Queries, keys and values side by side, (C, 3C); their biases, (3C). */
  private qkv!: [kernel: Weight, bias: Weight];
  private projection!: [kernel: Weight, bias: Weight];

  constructor({ heads, causal = false, ...config }: AttentionConfig) {
    super(config);
    this.inputSpec = [SEQUENCE];
    this.heads = heads;
    this.causal = causal;
  }

  override build(inputShape: layers.Shape | layers.Shape[]): void {
    const width = singleShape(inputShape).at(-1)!;
    if (width % this.heads) throw unequalHeads(this.heads, width);
    const affine = (name: string, units: number): [Weight, Weight] => [
      this.addWeight(`${name}kernel`, [width, units], 'float32', kernelInitializer),
      this.addWeight(`${name}bias`, [units], 'float32', layers.initializers.zeros()),
    ];
    this.qkv = affine('', 3 * width);
    this.projection = affine('projection_', width);
    this.built = true;
  }

  override computeOutputShape(inputShape: layers.Shape | layers.Shape[]): layers.Shape {
    return singleShape(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = single(inputs);
      const [batch, time, width] = x.shape as [number, number, number];
      const depth = width / this.heads;
      const flat = tf.reshape(x, [batch * time, width]);
      const [q, k, v] = tf.split(apply(this.qkv, flat), 3, 1).map((part) => this.#split(part, batch, time)) as Heads;
      const scores = tf.mul(tf.matMul(q, k, false, true), depth ** -0.5); // (B, heads, T, T)
      const seen = this.causal ? tf.add(scores, causalMask(time)) : scores;
      const heads = tf.matMul(tf.softmax(seen), v); // (B, heads, T, d)
      const joined = tf.reshape(tf.transpose(heads, [0, 2, 1, 3]), [batch * time, width]);
      return tf.reshape(apply(this.projection, joined), [batch, time, width]);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const initializer = describeInitializer(kernelInitializer);
    const { heads, causal } = this;
    return { ...super.getConfig(), heads, causal, kernelInitializer: initializer, projectionInitializer: initializer };
  }

  /** (B·T, C) → (B, heads, T, d) */
  #split(x: tf.Tensor, batch: number, time: number): tf.Tensor {
    return tf.transpose(tf.reshape(x, [batch, time, this.heads, -1]), [0, 2, 1, 3]);
  }
}

type Heads = [q: tf.Tensor, k: tf.Tensor, v: tf.Tensor];

const apply = ([kernel, bias]: readonly [Weight, Weight], x: tf.Tensor): tf.Tensor =>
  tf.add(tf.matMul(x, kernel.read()), bias.read());

/** 0 where a place may look, MASKED where it may not; (T, T). */
function causalMask(time: number): tf.Tensor {
  const isLater = (at: number) => at % time > Math.floor(at / time);
  return tf.tensor2d(
    Float32Array.from({ length: time * time }, (_, at) => (isLater(at) ? MASKED : 0)),
    [time, time],
  );
}

tf.serialization.registerClass(SelfAttention);
