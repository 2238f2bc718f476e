/** Short steps that run several in a call: the same bits, and no step behind one that is refused. */
import assert from 'node:assert/strict';
import type { Device } from '../backends/device';
import { startOnnxruntime } from '../backends/onnxruntime/device';
import { startReference } from '../backends/reference';
import type { Batch } from '../data/batches';
import { Network, type NextStep, type TrainOutcome } from './network';
import { resolve } from './resolve';
import { classifying } from './testing/classifying';

const FEATURES = 3;
const BATCH = 4;
/** More than a device waits before it takes several steps at a time. */
const STEPS = 560;
/** In the middle of a call of eight. */
const BAD_STEP = 540;
/** Looked into, alone. */
const LOOKS: ReadonlySet<number> = new Set([1, 100, 531]);

const batchOf = (step: number, value = NaN): Batch => {
  const values = Float32Array.from({ length: BATCH * FEATURES }, (_, i) => Math.sin(i * 12.9898 + step * 78.233));
  if (!Number.isNaN(value)) values[5] = value;
  return {
    count: BATCH,
    inputs: { shape: [BATCH, FEATURES], dtype: 'float32', values },
    targets: { shape: [BATCH], dtype: 'int32', values: Int32Array.from({ length: BATCH }, (_, i) => (i + step) % 2) },
  };
};

const networkOn = (device: Device): Network => {
  const overrides = { 'model.architecture': 'mlp', 'model.params': { units: [4] } };
  return Network.create(resolve('digits-cnn', overrides), classifying([FEATURES], 2), device);
};

const callAt = (step: number, looks = LOOKS) => ({ step, learningRate: 0.01, isProbed: looks.has(step) });

/** Every step up to STEPS; how many each call took. */
async function trainSeveral(network: Network, { bad, looks }: { bad?: number; looks?: typeof LOOKS } = {}) {
  const outcomes: TrainOutcome[] = [];
  const taken: number[] = [];
  const next = (ahead: number): NextStep | null => {
    const step = outcomes.length + ahead + 1;
    const call = callAt(step, looks);
    if (step > STEPS || (ahead > 0 && call.isProbed)) return null;
    return { batch: batchOf(step, step === bad ? Infinity : undefined), call };
  };
  let error: unknown;
  try {
    while (outcomes.length < STEPS) {
      const several = await network.trainSeveral(next);
      taken.push(several.length);
      outcomes.push(...several);
    }
  } catch (thrown) {
    error = thrown;
  }
  return { outcomes, taken, error };
}

async function trainOneByOne(network: Network, steps: number): Promise<TrainOutcome[]> {
  const outcomes: TrainOutcome[] = [];
  for (let step = 1; step <= steps; step++) outcomes.push(await network.train(batchOf(step), callAt(step)));
  return outcomes;
}

for (const [title, start, most] of [
  ['tfjs cpu', startReference, 1],
  ['onnxruntime, compiled', () => startOnnxruntime(1), 8],
] as const) {
  describe(`several short steps: ${title}`, () => {
    let device: Device;
    before(async () => {
      device = await start();
    });

    it('have the bits of steps one by one, also those that are looked into', async () => {
      const [one, other] = [networkOn(device), networkOn(device)];
      const expected = await trainOneByOne(one, STEPS);
      const { outcomes, taken, error } = await trainSeveral(other);
      assert.equal(error, undefined);
      assert.deepEqual(outcomes, expected);
      assert.deepEqual(await other.read(), await one.read());
      assert.equal(Math.max(...taken), most);
      assert.deepEqual(new Set(outcomes.flatMap(({ report }, i) => (report ? [i + 1] : []))), LOOKS);
      one.dispose();
      other.dispose();
    });

    for (const looks of [LOOKS, new Set([BAD_STEP])]) {
      const which = looks.has(BAD_STEP) ? 'which is looked into and named' : 'which is named';
      it(`end before the one that is not finite, ${which}`, async () => {
        const [one, other] = [networkOn(device), networkOn(device)];
        await trainOneByOne(one, BAD_STEP - 1);
        const { outcomes, error } = await trainSeveral(other, { bad: BAD_STEP, looks });
        assert.match(String(error), new RegExp(`not finite at step ${BAD_STEP}`));
        assert.equal(outcomes.length, BAD_STEP - 1);
        assert.deepEqual(await other.read(), await one.read());
        one.dispose();
        other.dispose();
      });
    }
  });
}
