import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvent } from './protocol';
import { trainApart } from './train-apart';

describe('a training in a process of its own', function () {
  this.timeout(60_000);
  let runs: string;
  beforeEach(() => (runs = mkdtempSync(join(tmpdir(), 'nabla-apart-'))));
  afterEach(() => {
    rmSync(runs, { recursive: true });
  });

  const tiny = {
    'data.samples': 60,
    'model.architecture': 'mlp',
    'model.params': { units: [8] },
    'training.epochs': 1000,
    backend: 'reference',
  };

  it('that no longer answers is ended, and said to have crashed', async () => {
    const request = { type: 'train', source: 'digits-cnn', overrides: tiny, runs, resume: null } as const;
    let pid = 0;
    const watch = (event: EngineEvent) => {
      if (event.type === 'ready') pid = event.pid;
      if (event.type === 'epoch') process.kill(pid, 'SIGSTOP');
    };
    // Seconds go by before it is ready: its code is compiled as it is loaded.
    const end = await trainApart(request, 1, watch, { every: 100, patience: 10_000 }).end;
    assert.deepEqual(end, { type: 'crashed', message: 'its process has not answered for 10 s, and was ended' });
    assert.throws(() => process.kill(pid, 0), 'it is gone');
  });

  it('that answers is let work, however seldom it is asked', async () => {
    const request = {
      type: 'train',
      source: 'digits-cnn',
      overrides: { ...tiny, 'training.epochs': 20 },
      runs,
    } as const;
    const { end } = trainApart({ ...request, resume: null }, 1, () => undefined, { every: 10, patience: 20_000 });
    assert.equal((await end).type, 'done');
  });
});
