/**
 * Faults 1, 14, 15, 25: a real process, struck at a call that a save makes on the disk; the run goes on to the same bits.
 * A sample of the calls, or with NABLA_EVERY_CALL=1 all.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { latestCheckpoint } from '../../engine/storage/checkpoints';
import type { Checkpoint } from '../../engine/storage/checkpoint';
import { Control } from '../../engine/training/control';
import { train } from '../../engine/training/session';
import { bundle, lines, nabla, type Result } from '../command-line/nabla';
import type { Strike } from './strike';

const settings = {
  'data.samples': 60,
  'model.architecture': 'mlp',
  'model.params': { units: [8] },
  'training.epochs': 2,
  'training.batchSize': 8,
  'training.checkpoints.everySteps': 2,
  'training.checkpoints.keep': 1,
  backend: 'reference',
};
const set = Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${JSON.stringify(value)}`]);

/** The third save: there are older ones to keep or to let go. */
const STEP = 6;
/** How many calls are struck where not all are. */
const SAMPLE = 5;

describe('a process struck in mid-save', function () {
  this.timeout(300_000);
  let root: string;
  let hook: string;
  let whole: Checkpoint;
  let calls: number;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'nabla-struck-'));
    hook = await bundle('test/faults/strike.ts', 'strike');
    const { code, stderr } = await struck('whole', { step: STEP });
    assert.equal(code, 0, stderr);
    calls = Number(/^calls: (\d+)$/m.exec(stderr)![1]);
    whole = end('whole');
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  const struck = (name: string, strike: Strike): Promise<Result> =>
    nabla(['train', 'digits-cnn', ...set, '--runs', join(root, name), '--json'], {
      env: { NODE_OPTIONS: `--require ${hook}`, NABLA_STRIKE: JSON.stringify(strike) },
    });
  const folder = (name: string) => join(root, name, readdirSync(join(root, name))[0]!);
  const end = (name: string) => latestCheckpoint(join(folder(name), 'checkpoints')).checkpoint;

  async function resume(name: string): Promise<void> {
    const request = { source: '', overrides: {}, runs: join(root, name), resume: folder(name) };
    await train(request, { emit: () => undefined, control: new Control() });
  }

  /** Calls spread evenly over the save, the first and the last among them. */
  const chosen = (): number[] => {
    const all = Array.from({ length: calls }, (_, index) => index + 1);
    if (process.env.NABLA_EVERY_CALL === '1') return all;
    return Array.from({ length: SAMPLE }, (_, index) => all[Math.round((index * (calls - 1)) / (SAMPLE - 1))]!);
  };

  it('killed (SIGKILL): the old or the new checkpoint is whole, and the resumed run ends with the same bits', async () => {
    assert.ok(calls > 20, `${calls} calls`);
    for (const at of chosen()) {
      const name = `kill-${at}`;
      const { code, stderr } = await struck(name, { step: STEP, at });
      assert.equal(code, null, stderr);
      const { checkpoint, damaged } = latestCheckpoint(join(folder(name), 'checkpoints'));
      assert.deepEqual(damaged, []);
      assert.ok([STEP - 2, STEP].includes(checkpoint.step), `call ${at} of ${calls}: step ${checkpoint.step}`);
      await resume(name);
      assert.deepEqual(end(name), whole, `call ${at} of ${calls}`);
      const left = readdirSync(join(folder(name), 'checkpoints')).filter((file) => !file.startsWith('step-'));
      assert.deepEqual(left, []);
    }
  });

  it('asked to stop (SIGTERM): the save completes, and the run stops after the step that follows', async () => {
    const { code, stdout, stderr } = await struck('stop', { step: STEP, at: Math.ceil(calls / 2), signal: 'SIGTERM' });
    assert.equal(code, 0, stderr);
    const done = lines(stdout).at(-1)!;
    assert.deepEqual([done.type, done.reason, done.steps], ['done', 'stopped', STEP + 1]);
    assert.equal(end('stop').step, STEP + 1);
    await resume('stop');
    assert.deepEqual(end('stop'), whole);
  });
});
