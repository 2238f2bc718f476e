/** How fast a device multiplies matrices: what most of training is. */
import * as tf from '@tensorflow/tfjs-core';
import type { Device } from './device';

/** Rows and columns; powers of two, so that the product below is exact. */
const SIZES = [128, 256, 512, 1024];

/** What takes as long as this is measured well, and larger matrices would take eight times as long. */
const LONG_MS = 20;

/** The fastest of so many; the first one compiles. */
const RUNS = 4;

/** In 10⁹ floating-point operations a second, of float32. */
export async function measureSpeed(device: Device): Promise<number> {
  let best = 0;
  for (const size of SIZES) {
    const milliseconds = await fastestProduct(device, size);
    best = Math.max(best, (2 * size ** 3) / milliseconds / 1e6);
    if (milliseconds > LONG_MS) break;
  }
  return best;
}

/** x ← x·x where every element is 1/size, and stays so; x stays on the device, as weights do. */
async function fastestProduct(device: Device, size: number): Promise<number> {
  const x = tf.variable(tf.fill([size, size], 1 / size), false);
  const step = device.compile(() => {
    x.assign(tf.matMul(x, x));
    return { corner: tf.slice(x, [0, 0], [1, 1]) };
  });
  let fastest = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await step.run({});
    fastest = Math.min(fastest, performance.now() - start);
  }
  step.dispose();
  x.dispose();
  return fastest;
}
