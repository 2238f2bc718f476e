import * as tf from '@tensorflow/tfjs';

export class Scaler {
  fit(data) {
    const { mean, variance } = tf.moments(data, 0);
    this.mean = mean;
    this.deviation = variance.sqrt().add(1e-7);
    return this;
  }

  transform(data) {
    return data.sub(this.mean).div(this.deviation);
  }

  inverse(data) {
    return data.mul(this.deviation).add(this.mean);
  }
}

export class MinMax extends Scaler {
  fit(data) {
    const low = data.min(0);
    const high = data.max(0);
    Object.assign(this, { low, high });
    this.mean = low;
    this.deviation = high.sub(low);
    return this;
  }
}

const raw = tf.randomUniform([10, 4]);
const scaler = new Scaler().fit(raw);
const scaled = scaler.transform(raw);
const back = scaler.inverse(scaled);
const other = new MinMax().fit(raw).transform(raw.slice([0, 0], [3, 4]));
const batches = [];
for (let start = 0; start < 10; start += 4) {
  const size = Math.min(4, 10 - start);
  batches.push(raw.slice([start, 0], [size, 4]));
}
const whole = tf.concat(batches);
const count = tf.scalar(batches.length);
