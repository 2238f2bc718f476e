/** Faults 14, 16, 17: a run whose disk refuses waits for room where someone can give it, and else ends; it loses nothing. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvent } from '../../engine/process/protocol';
import type { Checkpoint } from '../../engine/storage/checkpoint';
import { latestCheckpoint } from '../../engine/storage/checkpoints';
import { readEvents } from '../../engine/storage/event-log';
import { Notices } from '../../engine/storage/notices';
import type { Point } from '../../engine/storage/series/point';
import { RecordFile } from '../../engine/storage/tensorboard/record-file';
import { ScalarFile } from '../../engine/storage/tensorboard/scalar-file';
import { Control } from '../../engine/training/control';
import { train } from '../../engine/training/session';
import { FullDisk } from './full-disk';

const overrides = {
  backend: 'reference',
  'data.samples': 60,
  'model.architecture': 'mlp',
  'model.params': { units: [8] },
  'training.epochs': 2,
  'training.batchSize': 8,
  'training.checkpoints.everySteps': 2,
};

type On = (event: EngineEvent, control: Control) => void;

describe('a run on a disk that refuses', () => {
  let runs: string;
  let disk: FullDisk;
  beforeEach(() => {
    runs = mkdtempSync(join(tmpdir(), 'nabla-full-'));
    disk = new FullDisk(runs);
  });
  afterEach(() => {
    disk.restore();
    rmSync(runs, { recursive: true });
  });

  const folder = () => join(runs, readdirSync(runs)[0]!);
  const checkpoints = () => join(folder(), 'checkpoints');
  const end = () => latestCheckpoint(checkpoints()).checkpoint;

  async function run(attended: boolean, on: On, resume: string | null = null): Promise<EngineEvent[]> {
    const control = new Control();
    const events: EngineEvent[] = [];
    const emit = (event: EngineEvent) => {
      events.push(event);
      on(event, control);
    };
    await train({ source: 'digits-cnn', overrides, runs, resume }, { emit, control, attended });
    return events;
  }

  /** What a run that nothing disturbs ends with. */
  let whole: Checkpoint | undefined;
  async function undisturbed(): Promise<Checkpoint> {
    if (whole) return whole;
    await run(false, () => undefined);
    whole = end();
    rmSync(folder(), { recursive: true });
    return whole;
  }

  /** The disk fills up once step 4 is saved. */
  const fills =
    (bytes: number, code: string, then: On): On =>
    (event, control) => {
      if (event.type === 'checkpoint' && event.step === 4) disk.refusal = { code, bytes };
      then(event, control);
    };

  const assertIntact = () => {
    assert.equal(end().step, 4);
    assert.deepEqual(
      readdirSync(checkpoints()).filter((name) => !name.startsWith('step-')),
      [],
    );
  };

  // Nothing, a part of the log's line, of a record, of the weights, of the optimizer's state, of the manifest.
  for (const [bytes, code] of [
    [0, 'ENOSPC'],
    [7, 'ENOSPC'],
    [400, 'ENOSPC'],
    [20_000, 'ENOSPC'],
    [60_000, 'ENOSPC'],
    [0, 'EROFS'],
    [0, 'EACCES'],
  ] as const) {
    // prettier-ignore
    it(`${code} after ${bytes} bytes: pauses, says why, and goes on to the same bits when there is room`, async () => {
      const expected = await undisturbed();
      let pauses = 0;
      const events = await run(
        true,
        fills(bytes, code, (event, control) => {
          if (event.type !== 'paused') return;
          assertIntact();
          pauses++;
          // The first time there is still no room.
          if (pauses === 2) disk.refusal = null;
          setImmediate(() => {
            control.resume();
          });
        }),
      );
      assert.ok(pauses >= 2);
      const notice = events.find(({ type }) => type === 'notice');
      assert.match(JSON.stringify(notice), new RegExp(`(cannot be saved|cannot be written) \\(${code}.*free space`));
      assert.deepEqual(end(), expected);
      assertAllTold(events);
    });
  }

  /** Every event that was told is in the log once, in order; only what says that the log failed could not be there. */
  function assertAllTold(events: EngineEvent[]): void {
    const told = events.filter(({ type }) => type !== 'notice');
    assert.deepEqual([...readEvents(folder())], told);
    const steps = told.flatMap((event) => (event.type === 'step' ? [event.step] : []));
    assert.deepEqual(learningRateSteps(), steps);
  }

  /** The steps at which TensorBoard's file, which must be whole, has a learning rate. */
  function learningRateSteps(): number[] {
    const name = readdirSync(folder()).find((file) => file.includes('tfevents'))!;
    const [steps, notices] = [[] as number[], new Notices()];
    const point = (series: string, { step }: Point) => {
      if (/learning.?rate/i.test(series)) steps.push(step);
    };
    new ScalarFile(new RecordFile(join(folder(), name)), { point, restart: () => undefined }, notices).read();
    assert.deepEqual(notices.lines, []);
    return steps;
  }

  it('waits for room with its last words too, and tells its end once', async () => {
    const expected = await undisturbed();
    const events = await run(true, (event, control) => {
      if (event.type === 'checkpoint' && event.step === expected.step) disk.refusal = { code: 'ENOSPC', bytes: 100 };
      if (event.type !== 'paused') return;
      disk.refusal = null;
      setImmediate(() => {
        control.resume();
      });
    });
    const types = events.map(({ type }) => type);
    assert.deepEqual([types.at(-1), types.filter((type) => type === 'done').length], ['done', 1]);
    assert.ok(types.includes('paused') && !types.includes('error'));
    assert.deepEqual([...readEvents(folder())].at(-1), events.at(-1));
    const summary = JSON.parse(readFileSync(join(folder(), 'summary.json'), 'utf8')) as { status: string };
    assert.equal(summary.status, 'finished');
  });

  it('ends with the checkpoint before where nobody can give room, and goes on from it later', async () => {
    const expected = await undisturbed();
    for (const bytes of [0, 20_000]) {
      await assert.rejects(
        run(
          false,
          fills(bytes, 'ENOSPC', () => undefined),
        ),
        {
          kind: 'run',
          message: /\(ENOSPC.*free space, then resume the run$/,
        },
      );
      assertIntact();
      disk.refusal = null;
      await run(false, () => undefined, folder());
      assert.deepEqual(end(), expected);
      rmSync(folder(), { recursive: true });
    }
  });

  it('stopped while it waits for room, it ends with the checkpoint before, and says so', async () => {
    const stopped = run(
      true,
      fills(0, 'ENOSPC', (event, control) => {
        if (event.type === 'paused')
          setImmediate(() => {
            control.stop();
          });
      }),
    );
    await assert.rejects(stopped, { code: 'unsaved-checkpoint', kind: 'run' });
    assertIntact();
  });
});
