import assert from 'node:assert/strict';
import { Random } from './random';

const draw = (random: Random, count: number) => Array.from({ length: count }, () => random.next());

describe('Random', () => {
  it('is a function of its seed and path', () => {
    assert.deepEqual(draw(new Random(1, 'a', 2), 8), draw(new Random(1, 'a', 2), 8));
    const paths = [new Random(1, 'a', 2), new Random(1, 'a', 3), new Random(2, 'a', 2), new Random(1, 'b', 2)];
    assert.equal(new Set(paths.map((random) => random.next())).size, 4);
  });

  it('fills every byte evenly', () => {
    const counts = new Float64Array(256);
    const random = new Random(7);
    for (let draws = 0; draws < 256_000; draws++) counts[random.next() & 255]!++;
    // χ² with 255 degrees of freedom: mean 255, deviation 22.6.
    const chi = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    assert.ok(chi > 150 && chi < 360, String(chi));
  });

  it('draws normals of mean 0 and deviation 1', () => {
    const random = new Random(3, 'normal');
    const values = Array.from({ length: 40_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    assert.ok(Math.abs(mean) < 0.02 && Math.abs(variance - 1) < 0.03);
  });

  it('permutes: every index once, no position preferred', () => {
    const order = new Random(5).permutation(1000);
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      Array.from({ length: 1000 }, (_, index) => index),
    );
    const firsts = new Set(Array.from({ length: 200 }, (_, epoch) => new Random(5, epoch).permutation(10)[0]));
    assert.equal(firsts.size, 10);
    assert.equal(new Random(1).permutation(0).length, 0);
  });
});
