import assert from 'node:assert/strict';
import { balancedWeights } from '../training/objective';
import { balanced, batch, shuffled } from './batches';
import { InMemory } from './samples';

/** Class 0 nineteen times of twenty. */
const RARE = Int32Array.from({ length: 2000 }, (_, index) => Number(index % 20 === 0));

describe('batches', () => {
  it('balanced: draws each class as often as the next, from that class, anew in each epoch', () => {
    const order = balanced(RARE, 1, 0);
    const rare = order.filter((place) => RARE[place] === 1).length;
    assert.equal(order.length, RARE.length);
    assert.ok(Math.abs(rare / order.length - 0.5) < 0.05, String(rare));
    assert.deepEqual(balanced(RARE, 1, 0), order);
    assert.notDeepEqual(balanced(RARE, 1, 1), order);
  });

  it('balanced: leaves out what has no class', () => {
    const order = balanced([0, -1, 1, -1], 1, 0);
    assert.ok(order.every((place) => place === 0 || place === 2));
  });

  it('class weights: all classes count the same together, and as much as all samples', () => {
    const dataset = new InMemory({ shape: [1], values: new Float32Array(2000) }, { shape: [], values: RARE });
    const [common, rare, absent] = balancedWeights(dataset, 3) as [number, number, number];
    assert.ok(Math.abs(common * 1900 - rare * 100) < 1e-9);
    assert.ok(Math.abs(common - 2000 / (3 * 1900)) < 1e-12);
    assert.equal(absent, 1);
  });

  it('shuffled: every sample once an epoch', () => {
    assert.deepEqual(
      [...shuffled(50, 1, 3)].sort((a, b) => a - b),
      [...Array(50).keys()],
    );
  });

  it('inputs are scaled by channel, tokens stay what they are', async () => {
    const targets = { shape: [1], values: Float32Array.of(5, 6) };
    const numbers = new InMemory({ shape: [2], values: Uint8Array.of(1, 10, 3, 30) }, targets);
    const scaled = await batch(numbers, Uint32Array.of(1, 0), { shift: [1, 10], scale: [2, 20] });
    assert.deepEqual([...scaled.inputs.values, ...scaled.targets.values], [1, 1, 0, 0, 6, 5]);
    assert.deepEqual([scaled.inputs.shape, scaled.targets.shape, scaled.count], [[2, 2], [2, 1], 2]);
    const tokens = new InMemory({ shape: [2], values: Int32Array.of(7, 8, 9, 10) }, targets);
    const { inputs } = await batch(tokens, Uint32Array.of(0), null);
    assert.deepEqual([inputs.dtype, ...inputs.values], ['int32', 7, 8]);
  });
});
