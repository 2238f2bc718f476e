/** Fault 31: ten million logged points are read in bounded memory, and no extreme is lost. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvent } from '../../engine/process/protocol';
import { maskedCrc32c } from '../../engine/storage/tensorboard/crc32c';
import { scalarEvent, versionEvent } from '../../engine/storage/tensorboard/event';
import { frame } from '../../engine/storage/tensorboard/framing';

const POINTS = 10_000_000;

/** Of a run's own log: loss, accuracy, learning rate and samples a second in each. */
const LINES = POINTS / 4;

/** Measured: 131; Node and the transpiler alone take most of it. */
const MOST_MEGABYTES = 200;

/** V8's own bound: a reader that keeps all points would need twenty times as much. */
const HEAP_MEGABYTES = 128;

/** From here on steps take four bytes in protobuf, up to 2²⁸, so that one record is the template of all. */
const FIRST_STEP = 2 ** 21;

const [LOW, HIGH] = [-50, 50];

/** The value at the n-th of `count` points: a wave with one point far below and one far above. */
function valueAt(n: number, count: number): number {
  if (n === Math.floor(count / 3)) return LOW;
  return n === Math.floor(count / 1.7) ? HIGH : Math.fround(Math.sin(n));
}

/** Of the n-th line of a run's log: four points. */
const stepEvent = (n: number): EngineEvent => ({
  ...{ type: 'step', step: n + 1, epoch: 1, loss: valueAt(n, LINES), metrics: { accuracy: n / LINES } },
  ...{ learningRate: 0.5, seconds: 1, samplesPerSecond: 64, inputWait: 0 },
});

interface Told {
  count: number;
  notices: string[];
  segments: number;
  series: [string, { count: number; kept: number; ends: number[][]; low: number[]; high: number[] }][];
  megabytes: number;
}

describe('ten million points', function () {
  this.timeout(600_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-long-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Writes a file of many parts, many in one write. */
  function write(name: string, parts: Iterable<Uint8Array>): void {
    const file = openSync(join(folder, name), 'w');
    for (const part of parts) writeSync(file, part);
    closeSync(file);
  }

  function* records(): Generator<Uint8Array> {
    yield frame(versionEvent(1));
    const record = frame(scalarEvent({ wallTime: 1.7e9, step: FIRST_STEP }, [['train/loss', 0]]));
    // The data: 9 bytes of wall time, the step's key, its four bytes, … and the value as the last four.
    const [stepAt, crcAt] = [12 + 10, record.length - 4];
    const block = Buffer.alloc(10_000 * record.length);
    for (let n = 0, at = 0; n < POINTS; n++) {
      const step = FIRST_STEP + n;
      for (let group = 0; group < 4; group++)
        record[stepAt + group] = ((step >> (7 * group)) & 127) | (group < 3 ? 128 : 0);
      record.writeFloatLE(valueAt(n, POINTS), crcAt - 4);
      record.writeUInt32LE(maskedCrc32c(record, 12, crcAt), crcAt);
      block.set(record, at);
      at += record.length;
      if (at < block.length) continue;
      yield block;
      at = 0;
    }
  }

  function* lines(): Generator<Uint8Array> {
    let block: string[] = [];
    for (let n = 0; n < LINES; n++) {
      block.push(`${JSON.stringify(stepEvent(n))}\n`);
      if (block.length < 10_000) continue;
      yield Buffer.from(block.join(''));
      block = [];
    }
  }

  function read(): Told {
    const args = [`--max-old-space-size=${HEAP_MEGABYTES}`, '-r', 'tsx/cjs', join(__dirname, 'read-log.ts'), folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const told = JSON.parse(stdout) as Told;
    assert.ok(told.megabytes < MOST_MEGABYTES, `${told.megabytes} MB`);
    assert.deepEqual([told.count, told.notices, told.segments], [POINTS, [], 1]);
    return told;
  }

  /** First and last, lowest and highest are the log's own, each at its step. */
  function check(kept: Told['series'][number][1], count: number, first: number): void {
    assert.equal(kept.count, count);
    assert.ok(kept.kept <= 5 * (2 ** 13 + 1), String(kept.kept));
    const at = (n: number) => [first + n, valueAt(n, count)];
    assert.deepEqual(kept.ends, [at(0), at(count - 1)]);
    assert.deepEqual([kept.low, kept.high], [at(Math.floor(count / 3)), at(Math.floor(count / 1.7))]);
    assert.deepEqual([kept.low[1], kept.high[1]], [LOW, HIGH]);
  }

  it('of an event file', () => {
    write('events.out.tfevents.1.host', records());
    const { series } = read();
    assert.deepEqual(series.map(([name]) => name), ['train/loss']); // prettier-ignore
    check(series[0]![1], POINTS, FIRST_STEP);
  });

  it('of a run’s own log', () => {
    write('events.jsonl', lines());
    const { series } = read();
    const names = ['train/loss', 'train/accuracy', 'learning_rate', 'samples_per_second'];
    assert.deepEqual(series.map(([name]) => name), names); // prettier-ignore
    check(series[0]![1], LINES, 1);
  });
});
