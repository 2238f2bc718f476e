/** Graphs on which a rule that looks too little would compute something else. */
import * as tf from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import type { CompiledStep, Device, Step } from '../../device';
import { startOnnxruntime } from '../device';
import { startReference } from '../../reference';

/** A step without state, of one input. */
interface Hazard {
  title: string;
  shape: number[];
  build: (x: tf.Tensor) => tf.Tensor;
}

const numbers = (shape: number[], seed: number): tf.Tensor =>
  tf.tensor(
    Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => Math.sin(i * 12.9898 + seed)),
    shape,
  );
const convolve = (x: tf.Tensor, channels = 16): tf.Tensor =>
  tf.conv2d(x as tf.Tensor4D, numbers([3, 3, x.shape[3]!, channels], 1) as tf.Tensor4D, 1, 'same');

const hazards: Hazard[] = [
  {
    title: 'squeeze and excite: blocks of channels do not broadcast',
    shape: [2, 8, 8, 16],
    build(x) {
      const y = convolve(x);
      return tf.mul(y, tf.sigmoid(convolve(tf.mean(y, [1, 2], true))));
    },
  },
  {
    title: 'a maximum over the whole image, subtracted',
    shape: [2, 8, 8, 16],
    build(x) {
      const y = convolve(x);
      return tf.sub(y, tf.maxPool(y as tf.Tensor4D, 8, 8, 'valid'));
    },
  },
  {
    title: 'a transpose between convolutions that is no change of layout',
    shape: [2, 16, 16, 16],
    build: (x) => convolve(tf.transpose(convolve(x), [0, 3, 1, 2])),
  },
  {
    title: 'one value joined with itself',
    shape: [1],
    build(x) {
      const y = tf.relu(x);
      return tf.concat([y, y, tf.add(y, 1)]);
    },
  },
  {
    title: 'integers and booleans, cast and joined',
    shape: [4],
    build: (x) => tf.concat([tf.cast(tf.cast(tf.mul(x, 9), 'int32'), 'float32'), tf.cast(tf.greater(x, 0), 'float32')]),
  },
  {
    title: 'different types, joined as they are',
    shape: [4],
    build: (x) => tf.concat([x, tf.cast(tf.mul(x, 9), 'int32')]),
  },
  {
    title: 'factors that would overflow together',
    shape: [4, 16],
    build: (x) =>
      tf.mul(tf.mul(tf.mul(x, 1e-30), tf.add(tf.slice(tf.abs(x), [0, 0], [1, 1]), 1e30)), tf.fill([1, 1], 1e30)),
  },
  { title: 'a zero with a sign', shape: [2], build: (x) => tf.div(1, tf.add(tf.mul(x, -0), 0)) },
  { title: 'the least integer, divided by −1', shape: [1], build: (x) => leastBy(x, tf.floorDiv) },
  { title: 'the remainder of the least integer by −1', shape: [1], build: (x) => leastBy(x, tf.mod) },
];

/** −2³¹ and −1, neither of which is known while tracing. */
function leastBy(x: tf.Tensor, operator: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): tf.Tensor {
  const zero = tf.cast(tf.mul(x, 0), 'int32');
  return operator(tf.add(zero, tf.scalar(-(2 ** 31), 'int32')), tf.sub(zero, tf.scalar(1, 'int32')));
}

async function run(device: Device, { shape, build }: Hazard): Promise<number[]> {
  const step: Step = ({ x }) => ({ y: build(x!) });
  const compiled: CompiledStep = device.compile(step);
  const values = numbers(shape, 2).dataSync<'float32'>().slice();
  const { y } = await compiled.run({ x: { shape, dtype: 'float32', values } });
  compiled.dispose();
  return [...y!.values];
}

/** Of the largest value: sums of 144 products, rounded in another order, that may cancel in what follows. */
const TOLERANCE = 1e-5;

describe('compiled steps that tempt a rule', () => {
  for (const hazard of hazards) {
    it(hazard.title, async () => {
      const expected = await run(await startReference(), hazard);
      const actual = await run(await startOnnxruntime(1), hazard);
      assert.equal(actual.length, expected.length);
      const largest = Math.max(...expected.map(Math.abs).filter(Number.isFinite));
      actual.forEach((value, i) => {
        const isSame = Object.is(value, expected[i]) || Math.abs(value - expected[i]!) <= TOLERANCE * largest;
        assert.ok(isSame, `element ${i}: ${value} is not ${expected[i]}`);
      });
    });
  }

  it('a negative index is refused, and named', async () => {
    const device = await startOnnxruntime(1);
    const compiled = device.compile(({ i }) => ({ y: tf.gather(tf.range(0, 5), tf.cast(i!, 'int32')) }));
    const index = (value: number) => ({ i: { shape: [1], dtype: 'int32' as const, values: Int32Array.of(value) } });
    assert.equal((await compiled.run(index(4))).y!.values[0], 4);
    await assert.rejects(compiled.run(index(-1)), /an index is -1 where 0 to 4 are allowed/);
    await assert.rejects(compiled.run(index(5)), /an index is 5 where 0 to 4 are allowed/);
    compiled.dispose();
  });
});
