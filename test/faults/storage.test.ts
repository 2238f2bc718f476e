/** Faults 14–30 of the list of faults: what the disk, the power or a killer can do to a run's folder. */
import assert from 'node:assert/strict';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeAtomic } from '../../engine/storage/atomic';
import { loadCheckpoint, saveCheckpoint } from '../../engine/storage/checkpoint';
import { keepCheckpoint, latestCheckpoint, listCheckpoints } from '../../engine/storage/checkpoints';
import { createRunFolder } from '../../engine/storage/run-folder';
import { checkpoint } from './checkpoint';
import { FaultyDisk, Killed } from './faulty-disk';
import { losePower } from './power-loss';

const retention = { keep: 2, best: true };

describe('a checkpoint under faults', () => {
  let folder: string;
  /** What three saves leave: copied, since a sync takes the disk long. */
  let saved: string;
  before(() => {
    saved = mkdtempSync(join(tmpdir(), 'nabla-saved-'));
    for (const step of [1, 2, 3]) keepCheckpoint(saved, checkpoint(step), retention);
  });
  after(() => {
    rmSync(saved, { recursive: true });
  });
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

  const renameCall = () => calls().log.findIndex(({ name }) => name === 'renameSync') + 1;

  /** A save over an earlier one: what the faults strike. */
  function saveTwo(place: string, faulty: FaultyDisk) {
    cpSync(saved, place, { recursive: true });
    keepCheckpoint(place, checkpoint(4), retention, faulty.files);
  }

  it('reads back what was saved, to the bit', () => {
    const path = join(folder, 'step-1');
    saveCheckpoint(path, checkpoint(1, 0.25));
    assert.deepEqual(loadCheckpoint(path), checkpoint(1, 0.25));
  });

  it('reads back numbers that JSON has none of', () => {
    const path = join(folder, 'step-1');
    const odd = { ...checkpoint(1), progress: { memory: [NaN, Infinity, -Infinity, -0.5, Number.MAX_VALUE] } };
    saveCheckpoint(path, odd);
    assert.deepEqual(loadCheckpoint(path), odd);
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
    const at = renameCall();
    for (const code of ['EBUSY', 'EPERM']) {
      const place = mkdtempSync(join(folder, 'rename-'));
      saveTwo(place, new FaultyDisk({ at, code }));
      assert.equal(latestCheckpoint(place).checkpoint.step, 4);
    }
  });

  it('a rename that is refused for good: tried a bounded number of times, then said; the old is kept', () => {
    for (const code of ['EBUSY', 'EPERM', 'EXDEV']) {
      const place = mkdtempSync(join(folder, 'refused-'));
      const faulty = new FaultyDisk({ at: renameCall(), code, times: Infinity });
      assert.throws(() => {
        saveTwo(place, faulty);
      }, new RegExp(code));
      const tries = faulty.log.filter(({ name }) => name === 'renameSync').length;
      assert.equal(tries, code === 'EXDEV' ? 1 : 6);
      assert.equal(latestCheckpoint(place).checkpoint.step, 3);
      assert.deepEqual(temporaries(place), []);
    }
  });

  it('a temporary lies in the directory of what it becomes: no rename crosses devices', () => {
    const { log } = calls();
    const renames = log.filter(({ name }) => name === 'renameSync');
    assert.equal(renames.length, 1);
    for (const { args } of renames) assert.equal(dirname(String(args[0])), dirname(String(args[1])));
  });

  it('the old are removed only after the new is committed, its directory synced', () => {
    const { log } = calls();
    const removal = log.findIndex(({ name, args }) => name === 'rmSync' && /step-0+2$/.test(String(args[0])));
    const commit = log.findIndex(({ name }) => name === 'renameSync');
    const sync = log.findIndex(({ name }, at) => at > commit && name === 'fsyncSync');
    assert.ok(commit < sync && sync < removal, `${commit}, ${sync}, ${removal}`);
  });

  it('power lost at any call, and with it all that was not synced: the old or the new loads', () => {
    const total = calls().calls;
    for (let at = 1; at <= total; at++) {
      const place = mkdtempSync(join(folder, 'power-'));
      const faulty = new FaultyDisk({ at, code: 'kill', bytes: 5 });
      assert.throws(() => {
        saveTwo(place, faulty);
      }, Killed);
      losePower(faulty.log);
      const { checkpoint: found, damaged } = latestCheckpoint(place);
      assert.deepEqual([found, damaged], [checkpoint(found.step), []]);
      assert.ok([3, 4].includes(found.step));
    }
  });

  it('a disk that lost what it said was synced: the checksum tells, and the one before loads', () => {
    for (const lost of ['weights.safetensors', 'optimizer.safetensors', 'manifest.json']) {
      const place = mkdtempSync(join(folder, 'lying-'));
      const lying = new FaultyDisk();
      saveTwo(place, lying);
      losePower(lying.log, (name) => name === lost);
      const { checkpoint: found, damaged } = latestCheckpoint(place);
      assert.deepEqual(found, checkpoint(3));
      assert.match(damaged[0]!.message, /step-0+4.* is damaged: .*; .*(earlier|another)/);
    }
  });

  it('a reader of what is being replaced, or let go, reads on what it opened', () => {
    // Windows replaces nothing that is open: the save waits, and then says so.
    if (process.platform === 'win32') return;
    const [first] = [1, 2].map((step) => keepCheckpoint(folder, checkpoint(step), retention));
    const summary = join(folder, 'summary.json');
    writeAtomic(summary, 'old');
    const expected = readFileSync(join(first!, 'weights.safetensors'));
    const [weights, text] = [openSync(join(first!, 'weights.safetensors'), 'r'), openSync(summary, 'r')];
    for (const step of [3, 4]) keepCheckpoint(folder, checkpoint(step), retention);
    writeAtomic(summary, 'new');
    assert.ok(!existsSync(first!));
    assert.deepEqual(readFileSync(weights), expected);
    assert.equal(readFileSync(text, 'utf8'), 'old');
    for (const file of [weights, text]) closeSync(file);
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
      for (let length = whole.length - 1; length >= 0; length--) {
        truncateSync(join(path, name), length);
        assert.throws(() => loadCheckpoint(path), { name: 'Problem', code: 'damaged-checkpoint' });
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
