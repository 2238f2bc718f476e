import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { decodeEvent } from '../../process/protocol';
import { decodeSummary } from '../../training/summary';
import { readEvents } from '../event-log';
import { disk } from '../file-system';
import { restartEvent, scalarEvent, versionEvent } from '../tensorboard/event';
import { frame } from '../tensorboard/framing';
import { findLogs } from './find-logs';
import { importLog } from './import-log';
import { refuseImported } from './imported';
import { measureNameOf } from './measure-names';

describe('importing logs', () => {
  let folder: string;
  let runs: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-import-'));
    runs = join(folder, 'runs');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const put = (path: string, content: string | Uint8Array): string => {
    const full = join(folder, 'logs', path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  };
  const logs = () => join(folder, 'logs');

  /** An event file of these scalars, one an event: [tag, step, value]; a number alone is a restart at that step. */
  const board = (...entries: ([string, number, number] | number)[]) =>
    Buffer.concat(
      [
        versionEvent(1000),
        ...entries.map((entry) =>
          typeof entry === 'number'
            ? restartEvent({ wallTime: 1000, step: entry })
            : scalarEvent({ wallTime: 1000 + entry[1], step: entry[1] }, [[entry[0], entry[2]]]),
        ),
      ].map(frame),
    );

  const found = () => findLogs(logs()).map(({ name, files }) => [name, ...files.map(({ prefix }) => prefix)]);

  it('finds runs as TensorBoard does, and the parts that Keras keeps apart', () => {
    put('events.out.tfevents.1.h', board());
    put('a/events.out.tfevents.1.h', board());
    put('a/events.out.tfevents.2.h', board());
    put('keras/train/events.out.tfevents.1.h.v2', board());
    put('keras/validation/events.out.tfevents.1.h.v2', board());
    put('lightning/version_0/metrics.csv', '');
    put('tables/one.csv', '');
    put('tables/two.tsv', '');
    put('run/events.jsonl', '');
    put('run/events.out.tfevents.1.h.nabla', board());
    put('run/other.txt', '');
    symlinkSync(logs(), join(logs(), 'circle'));
    assert.deepEqual(found(), [
      ['logs-a', '', ''],
      ['logs', ''],
      ['logs-keras', 'train/', 'validation/'],
      ['logs-lightning-version_0', ''],
      ['logs-run', ''],
      ['logs-tables-one', ''],
      ['logs-tables-two', ''],
    ]);
  });

  it('says that nothing is there, that nothing is a log, that nothing is in it', () => {
    assert.throws(() => findLogs(join(folder, 'no')), { code: 'unreadable-log', message: /ENOENT/ });
    put('a.txt', '');
    assert.throws(() => findLogs(logs()), { code: 'no-log', message: /holds no log/ });
    assert.throws(() => findLogs(join(logs(), 'a.txt')), { code: 'no-log' });
    const [log] = findLogs(put('events.out.tfevents.1.h', board()));
    assert.throws(() => importLog(log!, runs, 'x'), {
      code: 'no-log',
      message: /\.1\.h holds no numbers over steps \(scalars\); name/,
    });
    const [damaged] = findLogs(put('events.out.tfevents.2.h', Buffer.alloc(64, 7)));
    assert.throws(() => importLog(damaged!, runs, 'x'), {
      code: 'no-log',
      message: /\.2\.h holds no numbers .*\(scalars\): .*damaged/,
    });
    assert.throws(() => readdirSync(runs), { code: 'ENOENT' });
  });

  it('makes a run: its events decode, its summary says that it was imported, resume is refused', () => {
    put('events.out.tfevents.1.h', board(['train/loss', 1, 3], ['val_loss', 1, NaN], ['train/loss', 2, 1]));
    const [log] = findLogs(logs());
    const done = importLog(log!, runs, 'a run: "∇" ../x');
    assert.match(done.run, /^\d{8}-\d{6}-a-run-\.\.-x$/);
    assert.deepEqual([done.series, done.points, done.kept, done.notices], [2, 3, 3, []]);
    assert.deepEqual(readdirSync(done.folder).sort(), ['checkpoints', 'events.jsonl', 'spec.json', 'summary.json']);
    const events = [...readEvents(done.folder)];
    for (const event of events) assert.ok(decodeEvent(event).ok, JSON.stringify(event));
    const metrics = { train: { loss: 1 }, validation: { loss: null }, test: {} };
    assert.deepEqual(events.slice(1), [
      { type: 'measures', step: 1, seconds: 0, train: { loss: 3 }, validation: { loss: null }, test: {} },
      { type: 'measures', step: 2, seconds: 1, train: { loss: 1 }, validation: {}, test: {} },
      { type: 'done', run: done.run, reason: 'finished', epochs: 0, steps: 2, seconds: 1, metrics },
    ]);
    const json = (name: string) => JSON.parse(readFileSync(join(done.folder, name), 'utf8')) as unknown;
    assert.equal(decodeSummary(json('summary.json'))?.status, 'imported');
    const run = { name: done.run, path: done.folder, checkpoints: '' };
    assert.throws(() => {
      refuseImported(json('spec.json'), run);
    }, /was imported from TensorBoard: there is nothing to resume/);
    refuseImported({ name: 'x', data: {} }, run);
  });

  it('keeps what a resume gave up apart, in a run of its own as in one file', () => {
    put('events.out.tfevents.1.h', board(['loss', 1, 1], ['loss', 2, 2], ['loss', 3, 3]));
    put('events.out.tfevents.2.h', board(3, ['loss', 3, 9], ['loss', 4, 4]));
    put('table.csv', '');
    const { folder: made } = importLog(findLogs(logs())[0]!, runs, 'x');
    const told = [...readEvents(made)].map((event) => {
      const { type, step, train } = event as { type: string; step?: number; train?: object };
      return [type, step, train];
    });
    assert.deepEqual(told.slice(0, -1), [
      ['started', 0, undefined],
      ['measures', 1, { loss: 1 }],
      ['measures', 2, { loss: 2 }],
      ['measures', 3, { loss: 3 }],
      ['started', 2, undefined],
      ['measures', 3, { loss: 9 }],
      ['measures', 4, { loss: 4 }],
    ]);
  });

  it('imports what it exported: an imported run and its import tell the same', () => {
    put('log.csv', 'step,loss,val_loss,x\n1,1,2,nan\n2,3,,5\n2,4,,\n');
    const first = importLog(findLogs(logs())[0]!, runs, 'first');
    const second = importLog(findLogs(first.folder)[0]!, runs, 'second');
    const measures = (at: string) => [...readEvents(at)].slice(1, -1).map((event) => ({ ...event, seconds: 0 }));
    assert.equal(measures(first.folder).length, 3);
    assert.deepEqual(measures(second.folder), measures(first.folder));
  });

  it('thins a long log to a bounded one, with its extremes', () => {
    const rows = Array.from({ length: 100_000 }, (_, step) => `${step},${step === 77_777 ? -5 : Math.sin(step)}`);
    put('log.csv', `step,loss\n${rows.join('\n')}\n`);
    const done = importLog(findLogs(logs())[0]!, runs, 'x');
    assert.equal(done.points, 100_000);
    assert.ok(done.kept < 50_000 && done.kept > 8000, String(done.kept));
    const lowest = [...readEvents(done.folder)].find((event) => (event as { step?: number }).step === 77_777);
    assert.deepEqual((lowest as { train: object }).train, { loss: -5 });
  });

  it('reads the rest of a damaged file, and says what is damaged', () => {
    const bytes = board(['loss', 1, 1], ['loss', 2, 2], ['loss', 3, 3]);
    bytes[bytes.length - 60]! ^= 1;
    const path = put('events.out.tfevents.1.h', bytes);
    appendFileSync(path, board().subarray(0, 20));
    const done = importLog(findLogs(logs())[0]!, runs, 'x');
    assert.equal(done.points, 2);
    assert.match(done.notices.join(), /record 3 is damaged/);
  });

  it('leaves nothing behind where the disk is full', () => {
    put('log.csv', 'step,loss\n1,1\n');
    const log = findLogs(logs())[0]!;
    let writes = 0;
    const full = {
      ...disk,
      writeSync: ((...args: Parameters<typeof disk.writeSync>) => {
        if (++writes > 1) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        return disk.writeSync(...args);
      }) as typeof disk.writeSync,
    };
    assert.throws(() => importLog(log, runs, 'x', full), { code: 'unwritable-log', message: /ENOSPC/ });
    assert.deepEqual(readdirSync(runs), []);
  });

  it('knows parts of a run by the names that tools give them', () => {
    const cases: [string, string, string][] = [
      ['train/loss', 'train', 'loss'],
      ['val_acc', 'validation', 'acc'],
      ['Loss/val', 'validation', 'Loss'],
      ['validation/epoch_loss', 'validation', 'epoch_loss'],
      ['test_loss', 'test', 'loss'],
      ['training accuracy', 'train', 'accuracy'],
      ['value_loss', 'train', 'value_loss'],
      ['evaluate', 'train', 'evaluate'],
      ['lr-Adam', 'train', 'lr-Adam'],
    ];
    for (const [series, part, name] of cases) assert.deepEqual(measureNameOf(series), { part, name });
  });

  it('gives two series that share a name one each', () => {
    put('log.csv', 'step,train_loss,train/loss,loss\n1,1,2,3\n');
    const { folder: made } = importLog(findLogs(logs())[0]!, runs, 'x');
    const [, event] = [...readEvents(made)] as { train?: object }[];
    assert.deepEqual(event!.train, { loss: 1, 'train/loss': 2, 'loss (2)': 3 });
  });
});
