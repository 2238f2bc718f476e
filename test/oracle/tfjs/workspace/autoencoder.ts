import * as tf from '@tensorflow/tfjs';

const sizes = [64, 32, 8];

function encoder(): tf.Sequential {
  const model = tf.sequential();
  sizes.slice(1).forEach((units, i) => {
    model.add(tf.layers.dense({ units, activation: 'relu', ...(i === 0 && { inputShape: [sizes[0]] }) }));
  });
  return model;
}

function decoder(): tf.Sequential {
  const model = tf.sequential();
  const back = [...sizes].reverse();
  for (let i = 1; i < back.length; i++) {
    model.add(tf.layers.dense({ units: back[i], inputShape: i === 1 ? [back[0]] : undefined, activation: 'sigmoid' }));
  }
  return model;
}

const encode = encoder();
const decode = decoder();
const batch = tf.randomUniform([10, sizes[0]]);
const code = encode.predict(batch) as tf.Tensor2D;
const copy = decode.predict(code) as tf.Tensor2D;
const loss = tf.losses.meanSquaredError(batch, copy);
