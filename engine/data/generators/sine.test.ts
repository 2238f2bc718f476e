import assert from 'node:assert/strict';
import { drawAnomalies, drawForecasts } from './sine';

const LENGTH = 32;

const seriesOf = (values: ArrayLike<number>, index: number): number[] =>
  Array.from({ length: LENGTH }, (_, step) => values[index * LENGTH + step]!);

/** 2 cos ω of the wave that fits best: x₍ₜ₊₁₎ + x₍ₜ₋₁₎ = 2 cos ω · xₜ, and the ratio's median does not mind an anomaly. */
function pace(series: number[]): number {
  const peak = Math.max(...series.map(Math.abs));
  const ratios = series.slice(1, -1).flatMap((value, at) => {
    const isSteep = Math.abs(value) > peak / 5;
    return isSteep ? [(series[at]! + series[at + 2]!) / value] : [];
  });
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!;
}

/** How far the series strays from the rule of a wave, at most. */
function strays(series: number[]): number {
  const rate = pace(series);
  return Math.max(...series.slice(1, -1).map((value, at) => Math.abs(series[at]! + series[at + 2]! - rate * value)));
}

describe('drawForecasts', () => {
  it('goes on as the two values before say: x₍ₜ₊₁₎ = 2 cos ω · xₜ − x₍ₜ₋₁₎', () => {
    const { inputs, targets } = drawForecasts(50, 1, { length: LENGTH, noise: 0 });
    for (let index = 0; index < 50; index++) {
      const series = seriesOf(inputs.values, index);
      const next = pace(series) * series[LENGTH - 1]! - series[LENGTH - 2]!;
      assert.ok(Math.abs(next - targets.values[index]!) < 1e-3);
    }
  });

  it('keeps the same waves under noise', () => {
    const [clean, noisy] = [0, 0.1].map((noise) =>
      Array.from(drawForecasts(200, 1, { length: LENGTH, noise }).inputs.values),
    );
    const squares = noisy!.reduce((sum, value, at) => sum + (value - clean![at]!) ** 2, 0);
    assert.ok(Math.abs(Math.sqrt(squares / noisy!.length) - 0.1) < 0.005);
    assert.ok(clean!.every((value) => Math.abs(value) <= 1));
  });
});

describe('drawAnomalies', () => {
  it('is learned by asking how far a series strays from a wave', () => {
    const { inputs, targets } = drawAnomalies(300, 1, { length: LENGTH, noise: 0.01 });
    const right = Array.from(targets.values, (label, index) =>
      Number(Number(strays(seriesOf(inputs.values, index)) > 0.2) === label),
    );
    assert.ok(right.reduce((sum, one) => sum + one, 0) / 300 > 0.97);
    assert.equal(targets.values.filter((label) => label === 1).length, 150);
  });
});
