/** Faults 14–30 of the list of faults: what the disk, the power or a killer can do to a run's folder. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAtomic } from '../../engine/storage/atomic';
import { loadCheckpoint, saveCheckpoint, type Checkpoint } from '../../engine/storage/checkpoint';
import { keepCheckpoint, latestCheckpoint, listCheckpoints } from '../../engine/storage/checkpoints';
import { createRunFolder } from '../../engine/storage/run-folder';
import { FaultyDisk, Killed } from './faulty-disk';

const checkpoint = (step: number, score: number | null = null): Checkpoint => ({
  step,
  score,
  progress: { loss: [0.1 + step, 64] },
  measures: { train: { loss: 0.5 }, validation: { loss: null } },
  data: 'digits:10:1',
  normalization: { shift: [33.1], scale: [78.5] },
  weights: new Map([
    ['conv1/kernel', { shape: [2, 3], dtype: 'float32', values: Float32Array.from([1, -2, 3e-38, 4, step, 6]) }],
    ['__proto__', { shape: [1], dtype: 'float32', values: Float32Array.of(7) }],
  ]),
  optimizer: new Map([['conv1/kernel/m', { shape: [6], dtype: 'float32', values: new Float32Array(6).fill(step) }]]),
});

const retention = { keep: 2, best: true };

describe('a checkpoint under faults', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-faults-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const calls = () => {
    const counting = new FaultyDisk();
    const place = mkdtempSync(join(tmpdir(), 'nabla-count-'));
    saveTwo(place, counting);
    rmSync(place, { recursive: true });
    return counting;
  };

  /** A save over an earlier one: what the faults strike. */
  function saveTwo(place: string, faulty: FaultyDisk) {
    for (const step of [1, 2, 3]) keepCheckpoint(place, checkpoint(step), retention);
    keepCheckpoint(place, checkpoint(4), retention, faulty.files);
  }

  it('reads back what was saved, to the bit', () => {
    const path = join(folder, 'step-1');
    saveCheckpoint(path, checkpoint(1, 0.25));
    assert.deepEqual(loadCheckpoint(path), checkpoint(1, 0.25));
  });

  it('killed at any call of a save: the old or the new loads, and the next save cleans up', () => {
    const total = calls().calls;
    assert.ok(total > 20);
    for (let at = 1; at <= total; at++) {
      const place = join(folder, String(at));
      mkdirSync(place);
      assert.throws(() => {
        saveTwo(place, new FaultyDisk({ at, code: 'kill', bytes: 5 }));
      }, Killed);
      const { checkpoint: found, damaged } = latestCheckpoint(place);
      assert.ok([3, 4].includes(found.step) && damaged.length === 0, `call ${at} of ${total}: step ${found.step}`);
      assert.deepEqual(found, checkpoint(found.step));
      keepCheckpoint(place, checkpoint(5), retention);
      assert.deepEqual(
        readdirSync(place).filter((name) => name.startsWith('.tmp')),
        [],
      );
    }
  });

  for (const code of ['ENOSPC', 'EACCES', 'EROFS', 'EIO']) {
    it(`${code} at any call: the old is intact, no temporary stays`, () => {
      const total = calls().calls;
      for (let at = 1; at <= total; at++) {
        const place = join(folder, `${code}${at}`);
        mkdirSync(place);
        try {
          saveTwo(place, new FaultyDisk({ at, code, bytes: 3 }));
        } catch (error) {
          assert.match(String(error), new RegExp(code));
        }
        assert.ok([3, 4].includes(latestCheckpoint(place).checkpoint.step));
        assert.deepEqual(temporaries(place), [], `call ${at}`);
      }
    });
  }

  it('a rename that is refused for a moment is tried again', () => {
    const { names } = calls();
    for (const code of ['EBUSY', 'EPERM']) {
      const place = mkdtempSync(join(folder, 'rename-'));
      saveTwo(place, new FaultyDisk({ at: names.indexOf('renameSync') + 1, code }));
      assert.equal(latestCheckpoint(place).checkpoint.step, 4);
    }
  });

  it('one flipped bit: the tensor is named, and the one before is used', () => {
    for (const step of [1, 2]) keepCheckpoint(folder, checkpoint(step), retention);
    const [latest] = listCheckpoints(folder);
    const file = join(latest!, 'weights.safetensors');
    const bytes = readFileSync(file);
    bytes[bytes.length - 6]! ^= 1;
    writeFileSync(file, bytes);
    const { checkpoint: found, damaged } = latestCheckpoint(folder);
    assert.equal(found.step, 1);
    assert.match(damaged[0]!.message, /tensor "(conv1\/kernel|__proto__)" was changed/);
  });

  it('truncated at any length: a typed error', () => {
    const path = join(folder, 'step-1');
    saveCheckpoint(path, checkpoint(1));
    for (const name of ['weights.safetensors', 'manifest.json']) {
      const whole = readFileSync(join(path, name));
      for (let length = 0; length < whole.length; length += 7) {
        writeFileSync(join(path, name), whole);
        truncateSync(join(path, name), length);
        assert.throws(() => loadCheckpoint(path), { name: 'Problem' });
      }
      writeFileSync(join(path, name), whole);
    }
    assert.deepEqual(loadCheckpoint(path), checkpoint(1));
  });

  it('a damaged one of the same step is replaced', () => {
    const path = keepCheckpoint(folder, checkpoint(1), retention);
    truncateSync(join(path, 'weights.safetensors'), 20);
    keepCheckpoint(folder, checkpoint(1), retention);
    assert.deepEqual(loadCheckpoint(path), checkpoint(1));
  });

  it('keeps the last ones and the best, and lists no temporaries', () => {
    const scores = [0.5, 0.2, 0.4, null, 0.3];
    scores.forEach((score, step) => keepCheckpoint(folder, checkpoint(step, score), retention));
    writeFileSync(join(folder, '.tmp-7-9'), '');
    const steps = listCheckpoints(folder).map((path) => loadCheckpoint(path).step);
    assert.deepEqual(steps, [4, 3, 1]);
  });

  it('a newer format is refused, not skipped', () => {
    const path = keepCheckpoint(folder, checkpoint(1), retention);
    const file = join(path, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"format": 2', '"format": 3'));
    assert.throws(() => latestCheckpoint(folder), { code: 'newer-checkpoint' });
  });

  it('a file is replaced whole or not at all', () => {
    const path = join(folder, 'summary.json');
    writeAtomic(path, 'old');
    const counting = new FaultyDisk();
    writeAtomic(path, 'old', counting.files);
    for (let at = 1; at <= counting.calls; at++) {
      writeAtomic(path, 'old');
      assert.throws(() => {
        writeAtomic(path, 'new', new FaultyDisk({ at, code: 'kill', bytes: 1 }).files);
      });
      assert.ok(['old', 'new'].includes(readFileSync(path, 'utf8')));
    }
  });

  it('a run folder that cannot be finished is taken away', () => {
    const counting = new FaultyDisk();
    createRunFolder(join(folder, 'count'), 'digits', { a: 1 }, new Date(), counting.files);
    for (let at = 2; at <= counting.calls; at++) {
      const runs = join(folder, `runs${at}`);
      const { files } = new FaultyDisk({ at, code: 'ENOSPC' });
      try {
        createRunFolder(runs, 'digits', { a: 1 }, new Date(), files);
      } catch (error) {
        assert.match(String(error), /no run folder can be made in .* \(ENOSPC: injected\); choose another with --runs/);
        assert.deepEqual(entriesOf(runs), []);
      }
    }
  });
});

const temporaries = (path: string) => readdirSync(path).filter((name) => name.startsWith('.tmp'));

const entriesOf = (path: string): string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};
