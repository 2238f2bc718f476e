/** Event files between us and programs that are not ours: Google's protobuf, and a CRC-32C of another kind. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Notices } from '../../engine/storage/notices';
import type { Point } from '../../engine/storage/series/point';
import { EventFile } from '../../engine/storage/tensorboard/event-file';
import { RecordFile } from '../../engine/storage/tensorboard/record-file';
import { ScalarFile } from '../../engine/storage/tensorboard/scalar-file';

const PYTHON = '/usr/bin/python3';
const PROGRAM = join(__dirname, 'event_file.py');

const isThere = spawnSync(PYTHON, ['-c', 'import google.protobuf']).status === 0;

function python(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(PYTHON, [PROGRAM, ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

const step = (at: number, loss: number | null) => ({
  ...({ type: 'step', step: at, epoch: 1, loss, metrics: { accuracy: 0.75, 'é∇': -2 } } as const),
  ...{ learningRate: 0.125, seconds: 1, samplesPerSecond: 64, inputWait: 0 },
});

describe('event files and Google’s protobuf', function () {
  this.timeout(60_000);
  let folder: string;
  before(function () {
    if (isThere) return;
    assert.notEqual(process.env.NABLA_CI, '1', 'NABLA_CI=1 needs protobuf: apt-get install python3-protobuf');
    this.skip();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-board-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('what we write, it reads: checksums, version, steps, tags, values, the restart', () => {
    const file = new EventFile(folder, undefined, () => 1_700_000_000.5);
    const started = { run: 'r', folder, title: '', device: '', epochs: 1, stepsPerEpoch: 9, parameters: 1 };
    file.append({ type: 'started', ...started, step: 200 });
    file.append(step(201, 0.5));
    file.append(step(2 ** 40, null));
    file.close();
    const wall_time = 1_700_000_000.5;
    const value = (loss: number | string) => [
      { tag: 'train/loss', simple_value: loss },
      { tag: 'train/accuracy', simple_value: 0.75 },
      { tag: 'train/é∇', simple_value: -2 },
      { tag: 'learning_rate', simple_value: 0.125 },
      { tag: 'samples_per_second', simple_value: 64 },
    ];
    const read = python('read', file.path).trim().split('\n').map((line) => JSON.parse(line) as unknown); // prettier-ignore
    assert.deepEqual(read, [
      { wall_time, file_version: 'brain.Event:2' },
      { wall_time, step: '201', session_log: { status: 1 } },
      { wall_time, step: '201', summary: { value: value(0.5) } },
      { wall_time, step: String(2 ** 40), summary: { value: value('NaN') } },
    ]);
  });

  it('what PyTorch, TensorFlow and Keras write, we read: every scalar, and nothing else', () => {
    const path = join(folder, 'events.out.tfevents.1.host');
    python('write', path);
    const found: unknown[] = [];
    const notices = new Notices();
    const sink = {
      point: (series: string, { step, wallTime, value }: Point) => found.push([series, step, wallTime! - 1.7e9, value]),
      restart: (step: number) => found.push(step),
    };
    new ScalarFile(new RecordFile(path), sink, notices).read();
    assert.deepEqual(notices.lines, []);
    assert.deepEqual(found, [
      ['pytorch', 1, 1, Math.fround(0.1)],
      ['pytorch_new', 2, 2, Math.fround(0.2)],
      ['epoch_loss', 4, 4, Math.fround(0.3)],
      ['epoch_loss', 5, 5, Math.fround(0.4)],
      ['double', 6, 6, 0.5],
      ['double', 7, 7, 1e300],
      ['int64', 8, 8, -7],
      ['half', 9, 9, 0.333251953125],
      ['bfloat16', 10, 10, 1.5],
      ['one', 11, 11, Math.fround(0.6)],
      ['nan', 12, 12, NaN],
      ['negative step', -13, -13, 1],
      5,
      ['epoch_loss', 5, 5, Math.fround(0.7)],
    ]);
  });
});
