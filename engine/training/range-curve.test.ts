import assert from 'node:assert/strict';
import { Random } from '../data/random';
import { RangeCurve } from './range-curve';

const [FROM, TO, STEPS] = [1e-6, 1, 100];

/** A loss over log₁₀ η, and noise of a batch. */
function curveOf(loss: (decade: number) => number, noise = 0, steps = STEPS): RangeCurve {
  const curve = new RangeCurve(steps);
  const random = new Random(1, 'range');
  for (let step = 0; step < steps && !curve.hasDiverged; step++) {
    const rate = FROM * (TO / FROM) ** (step / (steps - 1));
    curve.add(rate, loss(Math.log10(rate)) + noise * random.normal());
  }
  return curve;
}

/** Falls from 2.3 to 0.3, fastest at 10⁻³; climbs beyond 10⁻¹. */
const typical = (decade: number): number =>
  2.3 - 2 / (1 + Math.exp(-4 * (decade + 3))) + (decade > -1 ? 40 * (decade + 1) ** 2 : 0);

/** Of two rates, in decades. */
const apart = (a: number, b: number): number => Math.abs(Math.log10(a / b));

describe('the curve of a learning-rate range test', () => {
  it('finds where the loss falls fastest and where it stops to fall, also under noise', () => {
    for (const noise of [0, 0.1]) {
      const { steepest, largest, hasDiverged } = curveOf(typical, noise);
      assert.ok(hasDiverged);
      assert.ok(apart(steepest!, 1e-3) < 0.4, `steepest ${steepest!}`);
      assert.ok(apart(largest!, 1e-1) < 0.4, `largest ${largest!}`);
    }
  });

  it('finds the same whatever the number of steps', () => {
    for (const steps of [40, 400]) {
      const { steepest, largest } = curveOf(typical, 0, steps);
      assert.ok(
        apart(steepest!, 1e-3) < 0.4 && apart(largest!, 1e-1) < 0.4,
        `${steps} steps: ${steepest!}, ${largest!}`,
      );
    }
  });

  it('smooths without a bias to its start: a constant stays itself, a line of log η stays a line', () => {
    for (const { smoothed } of curveOf(() => 2).points) assert.ok(Math.abs(smoothed.loss - 2) < 1e-12);
    for (const { smoothed } of curveOf((decade) => 3 - decade / 10).points) {
      assert.ok(Math.abs(smoothed.loss - (3 - Math.log10(smoothed.learningRate) / 10)) < 1e-9);
    }
  });

  it('suggests nothing where the loss never falls', () => {
    for (const loss of [() => 1, (decade: number) => 10 + decade]) {
      const { steepest, largest } = curveOf(loss);
      assert.deepEqual([steepest, largest], [null, null]);
    }
  });

  it('ends where the loss has doubled, or is no number', () => {
    assert.ok(curveOf(typical).points.length < STEPS);
    assert.ok(!curveOf((decade) => 2 - decade / 10).hasDiverged);
    const broken = new RangeCurve(STEPS);
    broken.add(1e-3, 1);
    broken.add(2e-3, NaN);
    assert.ok(broken.hasDiverged);
    assert.ok(!new RangeCurve(STEPS).hasDiverged);
  });
});
