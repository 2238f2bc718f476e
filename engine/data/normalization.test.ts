import assert from 'node:assert/strict';
import { fitNormalization, normalize } from './normalization';
import { Random } from './random';
import { InMemory } from './samples';

/** Two channels with a mean and a deviation of their own; one that does not move; one that holds gaps. */
function dataset(count: number): InMemory {
  const random = new Random(1, 'normalization');
  const row = (index: number) => [5 + 2 * random.normal(), 1e6 + random.normal(), 7, index % 3 ? 1 : NaN];
  const values = Float32Array.from({ length: count }, (_, index) => index).map(Number);
  const inputs = Float32Array.from([...values].flatMap(row));
  return new InMemory({ shape: [4], values: inputs }, { shape: [], values: new Int32Array(count) });
}

const moments = (values: number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
};

const channel = (values: Float32Array, at: number) => [...values].filter((_, index) => index % 4 === at);

describe('normalization', () => {
  const data = dataset(3000);

  it('standard: mean 0 and deviation 1 of each channel, far from 0 too; what does not move is only shifted', async () => {
    const fitted = await fitNormalization(data, 'standard', null);
    const values = normalize(data.inputs.values, fitted);
    for (const at of [0, 1]) {
      const { mean, deviation } = moments(channel(values, at));
      assert.ok(Math.abs(mean) < 1e-2 && Math.abs(deviation - 1) < 1e-2, `${mean} ${deviation}`);
    }
    assert.ok(channel(values, 2).every((value) => value === 0));
    assert.deepEqual(fitted.scale.slice(2), [1, 1]);
  });

  it('minmax: from 0 to 1', async () => {
    const values = normalize(data.inputs.values, await fitNormalization(data, 'minmax', null));
    for (const at of [0, 1]) {
      const all = channel(values, at);
      assert.deepEqual([Math.min(...all), Math.max(...all)], [0, 1]);
    }
  });

  it('leaves what may not be scaled, and all where it is off', async () => {
    const { shift, scale } = await fitNormalization(data, 'standard', [false, true, true, true]);
    assert.deepEqual([shift[0], scale[0]], [0, 1]);
    const off = normalize(data.inputs.values, await fitNormalization(data, 'none', null));
    assert.deepEqual(off, data.inputs.values);
  });
});
