/**
 * A second witness, independent of anybody's autodiff: along a random direction v, the golden gradients' slope ⟨∇L, v⟩
 * must be the central difference (L(x + hv) − L(x − hv)) / 2h of the operator's own outputs, with L = Σ output · upstream.
 */
import assert from 'node:assert/strict';
import type { CompiledStep, HostTensor } from '../../engine/backends/device';
import { fed, forward, type Golden, goldens } from './goldens';
import { ways } from './ways';

/** h balances truncation, ∝ h², against rounding, ∝ 1/h; a power of two keeps x ± h exact. Samples keep MARGIN (samples.py) from kinks. */
const STEP = 2 ** -8;

/** Relative to Σ|∇L| and Σ|output · upstream|: what truncation and float32's rounding leave at that step. */
const SLOPE_TOLERANCE = 2e-3;
const ROUNDING_TOLERANCE = 2e-7 / STEP;

/** A fixed direction of ±1. */
const direction = (tensor: number, element: number) => (Math.sin(12.9898 * element + 78.233 * tensor + 1) > 0 ? 1 : -1);

/** The golden's inputs, moved along the direction. */
function moved(golden: Golden, distance: number): Record<string, HostTensor> {
  const inputs = golden.inputs.map((input, i) =>
    golden.gradients[i] ? { ...input, values: input.values.map((x, k) => x + distance * direction(i, k)) } : input,
  );
  return fed({ ...golden, inputs });
}

/** The terms output · upstream of L. */
async function terms(golden: Golden, step: CompiledStep, distance: number): Promise<number[]> {
  const outputs = await step.run(moved(golden, distance));
  return golden.upstream.flatMap((upstream, i) => upstream.map((dy, k) => dy * outputs[`output${i}`]!.values[k]!));
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const magnitude = (values: number[]) => sum(values.map(Math.abs));

async function check(golden: Golden, step: CompiledStep): Promise<void> {
  const [ahead, behind] = [await terms(golden, step, STEP), await terms(golden, step, -STEP)];
  const measured = sum(ahead.map((term, k) => term - behind[k]!)) / (2 * STEP);
  const gradients = golden.gradients.map((gradient) => gradient ?? []);
  const claimed = sum(gradients.map((gradient, i) => sum(gradient.map((g, k) => g * direction(i, k)))));
  const tolerance = SLOPE_TOLERANCE * magnitude(gradients.flat()) + ROUNDING_TOLERANCE * magnitude(ahead);
  const error = Math.abs(measured - claimed);
  assert.ok(
    error <= tolerance,
    `${golden.call} ${JSON.stringify(golden.attributes)} [${golden.inputs[0]!.shape.join()}]: ` +
      `slope ${claimed}, measured ${measured} ± ${tolerance}`,
  );
}

describe('golden gradients by finite differences', () => {
  for (const op of new Set(goldens.map((golden) => golden.op))) {
    it(op, async () => {
      const prepare = await ways[0]!.start();
      for (const golden of goldens.filter((candidate) => candidate.op === op)) {
        await check(golden, prepare(forward(golden)));
      }
    });
  }
});
