import * as tf from '@tensorflow/tfjs';

namespace Features {
  const width = 4;
  export const mean = tf.ones([2, width]);
  export function plane(rows: number): tf.Tensor {
    return tf.zeros([rows, width]);
  }
}

class Bank {
  static table: tf.Tensor;
  static {
    const rows = 7;
    this.table = tf.zeros([rows, 2]);
  }
}

const plane = Features.plane(5);
const sum = Features.mean.add(1);
const table = Bank.table.mul(2);
const added = tf.add.apply(null, [tf.zeros([2, 3]), tf.zeros([3])]);
const joined = tf.concat.call(tf, [tf.zeros([2, 3]), tf.zeros([1, 3])]);
const size = Math.max.apply(null, [1, 5]);
const square = tf.zeros([size, size]);

async function consume(): Promise<void> {
  for await (const batch of [tf.zeros([2, 2]), tf.ones([2, 2])]) {
    const next = batch.add(1);
    next.print();
  }
}

[plane, sum, table, added, joined, square].forEach((each) => each.print());
void consume();
