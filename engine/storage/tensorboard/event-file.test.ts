import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../data/random';
import type { EngineEvent } from '../../process/protocol';
import { disk } from '../file-system';
import { Notices } from '../notices';
import type { Point } from '../series/point';
import { EventFile } from './event-file';
import { RecordFile } from './record-file';
import { ScalarFile } from './scalar-file';

type Read = [series: string, point: Point] | [restart: number];

function read(path: string): Read[] {
  const points: Read[] = [];
  const notices = new Notices();
  const sink = {
    point: (series: string, point: Point) => points.push([series, point]),
    restart: (step: number) => points.push([step]),
  };
  new ScalarFile(new RecordFile(path), sink, notices).read();
  assert.deepEqual(notices.lines, []);
  return points;
}

const step = (at: number, loss: number | null, metrics: Record<string, number | null> = {}): EngineEvent => ({
  ...{ type: 'step', step: at, epoch: 1, loss, metrics },
  ...{ learningRate: 0.5, seconds: 1, samplesPerSecond: 64, inputWait: 0 },
});

describe('EventFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-board-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(events: EngineEvent[], now = () => 1_700_000_000.25): string {
    const file = new EventFile(folder, disk, now);
    for (const event of events) file.append(event);
    file.close();
    return file.path;
  }

  it('is named as TensorBoard looks for it, and tells neither user nor path', () => {
    const path = write([step(1, 0.5)]);
    assert.match(path, /events\.out\.tfevents\.1700000000\.[A-Za-z0-9.-]+\.nabla$/);
    const content = readFileSync(path, 'latin1') + readdirSync(folder).join();
    assert.ok(!content.includes(folder) && !content.includes(hostname() + '/'));
    if (userInfo().username !== 'root') assert.ok(!content.includes(userInfo().username));
  });

  it('begins with the version, byte for byte', () => {
    // Event { wall_time: 1700000000.25, file_version: "brain.Event:2" } in a record of 24 bytes.
    const expected = '1800000000000000a37f4b220900001040fc54d9411a0d627261696e2e4576656e743a32';
    assert.equal(readFileSync(write([])).toString('hex').slice(0, expected.length), expected);
  });

  it('holds what each event carries, and NaN where a value was not finite', () => {
    const measures = { validation: { loss: 0.25, accuracy: null }, test: { loss: 2 } };
    const path = write([
      step(10, null, { accuracy: 0.75 }),
      { type: 'epoch', step: 12, epoch: 1, train: { loss: 9 }, validation: measures.validation, seconds: 1 },
      { type: 'probe', step: 13, epoch: 1, gradientNorm: 3, layers: [], weights: [] },
      { type: 'notice', message: 'x' },
      {
        type: 'done',
        run: 'r',
        reason: 'finished',
        epochs: 1,
        steps: 14,
        seconds: 1,
        metrics: { train: {}, ...measures },
      },
    ]);
    const at = (series: string, step: number, value: number) => [series, { step, wallTime: 1_700_000_000.25, value }];
    assert.deepEqual(read(path), [
      at('train/loss', 10, NaN),
      at('train/accuracy', 10, 0.75),
      at('learning_rate', 10, 0.5),
      at('samples_per_second', 10, 64),
      at('validation/loss', 12, 0.25),
      at('validation/accuracy', 12, NaN),
      at('gradient_norm', 13, 3),
      at('test/loss', 14, 2),
    ]);
  });

  it('goes on in a file of its own after a resume, and says which steps were given up', () => {
    const first = write([step(1, 1), step(2, 1)]);
    const started = { run: 'r', folder: 'f', title: '', device: '', epochs: 1, stepsPerEpoch: 9, parameters: 1 };
    const second = write([{ type: 'started', ...started, step: 1 }, step(2, 3)]);
    assert.deepEqual(
      readdirSync(folder),
      [first, second].map((path) => path.slice(folder.length + 1)),
    );
    assert.deepEqual(read(second).slice(0, 2), [
      [2],
      ['train/loss', { step: 2, wallTime: 1_700_000_000.25, value: 3 }],
    ]);
    assert.equal(read(first).length, 6);
  });

  it('reads any sequence of events back to the bit', () => {
    const random = new Random(3, 'event-file');
    const words = new Uint32Array(1);
    const anyFloat = () => {
      words[0] = random.next();
      return new Float32Array(words.buffer)[0]!;
    };
    const names = ['a', '∇/é', '<img>', '__proto__', ' '.repeat(300), '\u0000\u202e'];
    const expected: Read[] = [];
    let wallTime = 0;
    const events = Array.from({ length: 2000 }, (): EngineEvent => {
      const at = random.integer(2) ? random.integer(1000) : random.next() * 2 ** 21 - 2 ** 50;
      const metrics = new Map(names.slice(random.integer(names.length)).map((name) => [name, anyFloat()]));
      return { ...step(at, anyFloat()), metrics: Object.fromEntries(metrics) } as EngineEvent;
    });
    const times = events.map(() => random.next() * 2 ** -7 + 1e9);
    const clock = [1e9, 1e9, ...times].values();
    const path = write(events, () => (wallTime = clock.next().value!));
    for (const [index, event] of events.entries()) {
      if (event.type !== 'step') continue;
      const point = (value: number): Point => ({ step: event.step, wallTime: times[index]!, value });
      const scalars = { loss: event.loss, ...event.metrics };
      for (const [name, value] of Object.entries(scalars)) expected.push([`train/${name}`, point(value!)]);
      expected.push(['learning_rate', point(0.5)], ['samples_per_second', point(64)]);
    }
    assert.ok(wallTime > 0);
    assert.deepEqual(read(path), expected);
  });
});
