import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkpoint } from './checkpoint';
import { chosenCheckpoint, keepCheckpoint } from './checkpoints';

const checkpoint = (step: number, score: number | null): Checkpoint => ({
  step,
  score,
  progress: {},
  measures: { train: {}, validation: {} },
  data: '',
  normalization: null,
  weights: new Map(),
  optimizer: new Map(),
});

describe('the chosen checkpoint', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-checkpoints-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const keep = (step: number, score: number | null) =>
    keepCheckpoint(folder, checkpoint(step, score), { keep: 9, best: true });
  const chosen = (which: Parameters<typeof chosenCheckpoint>[1]) => chosenCheckpoint(folder, which).step;

  it('is the best, the last, or that of a step', () => {
    for (const [step, score] of [
      [1, 3],
      [2, 1],
      [3, 2],
    ] as const)
      keep(step, score);
    assert.deepEqual([chosen('best'), chosen('last'), chosen(1)], [2, 3, 1]);
    assert.throws(() => chosen(7), { code: 'no-checkpoint', message: /none of step 7; there is: 3, 2, 1/ });
  });

  it('is the last where none was scored', () => {
    keep(1, null);
    keep(2, null);
    assert.equal(chosen('best'), 2);
  });

  it('is a problem where there is none', () => {
    for (const which of ['best', 'last', 1] as const) assert.throws(() => chosen(which), { code: 'no-checkpoint' });
  });
});
