import assert from 'node:assert/strict';
import type { CompiledStep, Step } from '../backends/device';
import { startOnnxruntime } from '../backends/onnxruntime/device';
import { eagerCompile, startReference } from '../backends/reference';
import { normal } from './normal';
import { Noise, noiseInputs } from './random';

type Values = ArrayLike<number>;

const ways: [string, () => Promise<(step: Step) => CompiledStep>][] = [
  ['tfjs cpu', () => startReference().then(() => eagerCompile)],
  ['onnxruntime, op by op', () => startOnnxruntime(1).then(() => eagerCompile)],
  ['onnxruntime, compiled', () => startOnnxruntime(1).then((device) => (step) => device.compile(step))],
];

/** Two streams of each kind in one step. */
const draw =
  (shape: number[]): Step =>
  (inputs) => {
    const noise = new Noise(inputs);
    return {
      bits: noise.bits(shape),
      other: noise.bits(shape),
      uniform: noise.uniform(shape),
      normal: normal(noise, shape),
    };
  };

type Draws = Record<'bits' | 'other' | 'uniform' | 'normal', Values>;

async function drawn(step: CompiledStep, seed: number, count: number): Promise<Draws> {
  const { bits, other, uniform, normal } = await step.run(noiseInputs(seed, count));
  return { bits: bits!.values, other: other!.values, uniform: uniform!.values, normal: normal!.values };
}

const list = (values: Values): number[] => Array.from(values);
const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: number[]): number => sum(values) / values.length;

/** How far a mean is from the expected one, in its own standard deviations. */
const deviations = (values: number[], expected: number, deviation: number): number =>
  ((mean(values) - expected) / deviation) * Math.sqrt(values.length);

/** Noise with fixed seeds does not change: nothing here fails by chance. */
const assertUsual = (z: number, what: string) => {
  assert.ok(Math.abs(z) < 4, `${what}: ${z.toFixed(1)} standard deviations off`);
};

/** Bits as numbers uniform in (0, 1). */
const unit = (bits: Values): number[] => list(bits).map((word) => (word + 0.5) / 2 ** 32 + 0.5);

/** χ² of counts in equally likely cells, as standard deviations from its mean. */
function chiSquare(cells: number[], count: number): number {
  const expected = cells.length / count;
  const counts = new Array<number>(count).fill(0);
  for (const cell of cells) counts[cell]!++;
  const statistic = sum(counts.map((n) => (n - expected) ** 2)) / expected;
  return (statistic - (count - 1)) / Math.sqrt(2 * (count - 1));
}

/** Whether pairs fill a square of 16 × 16 cells evenly: their correlation and any other dependence. */
function assertIndependent(a: number[], b: number[], what: string): void {
  assertUsual(
    deviations(
      a.map((x, i) => (x - 0.5) * (b[i]! - 0.5) * 12),
      0,
      1,
    ),
    `${what}, correlation`,
  );
  const cells = a.map((x, i) => Math.floor(x * 16) * 16 + Math.floor(b[i]! * 16));
  assertUsual(chiSquare(cells, 256), `${what}, χ² of pairs`);
}

const ROWS = 128;
const COLUMNS = 160;

describe('random numbers in a step', () => {
  it('are the same to the bit however the step is run', async () => {
    for (const shape of [[], [1], [7], [3, 5], [2, 3, 4, 6], [64, 48]]) {
      const all: Draws[] = [];
      for (const [, start] of ways) all.push(await drawn((await start())(draw(shape)), 2 ** 40 + 3, 70_000));
      assert.deepEqual(all[1], all[0]);
      assert.deepEqual(all[2], all[0]);
    }
  });

  it('are drawn anew in each step, and again for the same step', async () => {
    const device = await startOnnxruntime(1);
    const step = device.compile(draw([4, 6]));
    const [first, second, again] = [await drawn(step, 1, 1), await drawn(step, 1, 2), await drawn(step, 1, 1)];
    const resumed = await drawn(device.compile(draw([4, 6])), 1, 2);
    assert.deepEqual(again, first);
    assert.deepEqual(resumed, second);
    for (const name of ['bits', 'uniform', 'normal'] as const) {
      assert.equal(new Set([...list(first[name]), ...list(second[name])]).size, 48);
    }
    assert.notDeepEqual(await drawn(step, 2, 1), first);
    step.dispose();
  });

  it('need their key', () => {
    assert.throws(() => new Noise({}), /no input "noise\/key"; add noiseInputs\(seed, step\)/);
  });

  describe('are random', () => {
    let step: CompiledStep;
    let now: Draws;
    let next: Draws;

    before(async () => {
      step = (await startOnnxruntime(1)).compile(draw([ROWS, COLUMNS]));
      [now, next] = [await drawn(step, 7, 1), await drawn(step, 7, 2)];
    });

    after(() => {
      step.dispose();
    });

    it('uniform: every byte of the upper 24 bits, mean and variance', () => {
      for (const shift of [8, 16, 24]) {
        const bytes = list(now.bits).map((word) => (word >>> shift) & 255);
        assertUsual(chiSquare(bytes, 256), `χ² of bits ${shift} to ${shift + 7}`);
      }
      const values = list(now.uniform);
      assert.ok(values.every((u) => u >= 0 && u < 1));
      assertUsual(deviations(values, 0.5, Math.sqrt(1 / 12)), 'mean');
      assertUsual(
        deviations(
          values.map((u) => (u - 0.5) ** 2),
          1 / 12,
          Math.sqrt(1 / 180),
        ),
        'variance',
      );
    });

    it('independent of the neighbours in a row and a column, and of rectangles', () => {
      const values = unit(now.bits);
      for (const lag of [1, 2, 3, 16, COLUMNS, 2 * COLUMNS, 64 * COLUMNS, COLUMNS + 1]) {
        assertIndependent(values.slice(lag), values.slice(0, -lag), `elements ${lag} apart`);
      }
      const signs = list(now.bits).map((word) => (word < 0 ? -1 : 1));
      const rectangles = signs
        .slice(COLUMNS + 1)
        .map((sign, i) => sign * signs[i]! * signs[i + 1]! * signs[i + COLUMNS]!);
      assertUsual(deviations(rectangles, 0, 1), "rectangles' signs");
    });

    it('independent of the next step, another seed and another stream', async () => {
      const values = unit(now.bits);
      assertIndependent(values, unit(next.bits), 'steps');
      assertIndependent(values, unit((await drawn(step, 8, 1)).bits), 'seeds');
      assertIndependent(values, unit(now.other), 'streams');
    });

    it('independent from step to step at one element', async () => {
      const small = (await startOnnxruntime(1)).compile((inputs) => ({ bits: new Noise(inputs).bits([2, 2]) }));
      const steps: number[][] = [];
      for (let count = 1; count <= 4096; count++) {
        const { bits } = await small.run(noiseInputs(3, count));
        steps.push(unit(bits!.values));
      }
      for (const element of [0, 3]) {
        const values = steps.map((step) => step[element]!);
        assertUsual(
          chiSquare(
            values.map((u) => Math.floor(u * 64)),
            64,
          ),
          'χ² over steps',
        );
        assertIndependent(values.slice(1), values.slice(0, -1), 'an element of successive steps');
      }
      assertIndependent(
        steps.map((step) => step[0]!),
        steps.map((step) => step[3]!),
        'two elements over steps',
      );
      small.dispose();
    });

    it('normal: moments, distribution and tails', () => {
      const values = list(now.normal);
      assert.ok(values.length - new Set(values).size < 40, 'values that many elements share');
      assertUsual(deviations(values, 0, 1), 'mean');
      for (const [power, moment, variance] of [
        [2, 1, 2],
        [3, 0, 15],
        [4, 3, 96],
      ] as const) {
        const powers = values.map((z) => z ** power);
        assertUsual(deviations(powers, moment, Math.sqrt(variance)), `moment ${power}`);
      }
      // Φ(1) and Φ(2) from tables.
      for (const [bound, share] of [
        [0, 0.5],
        [1, 0.8413447461],
        [2, 0.9772498681],
        [3, 0.998650102],
      ] as const) {
        const below = values.map((z) => (z < bound ? 1 : 0));
        assertUsual(deviations(below, share, Math.sqrt(share * (1 - share))), `share below ${bound}`);
      }
      const [largest] = values.map(Math.abs).sort((a, b) => b - a);
      assert.ok(largest! > 3.5 && largest! < 5.5);
    });
  });
});
