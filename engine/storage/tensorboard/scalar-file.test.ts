import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../data/random';
import { Notices } from '../notices';
import { scalarEvent } from './event';
import { frame } from './framing';
import { RecordFile } from './record-file';
import { ScalarFile } from './scalar-file';

describe('ScalarFile', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-scalars-'));
    path = join(folder, 'events');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function read(records: Uint8Array[]): { points: unknown[]; lines: string[] } {
    writeFileSync(path, Buffer.concat(records.map(frame)));
    const points: unknown[] = [];
    const notices = new Notices();
    const sink = { point: (series: string) => points.push(series), restart: () => points.push('restart') };
    new ScalarFile(new RecordFile(path), sink, notices).read();
    return { points, lines: notices.lines };
  }

  const event = (tag: string) => scalarEvent({ wallTime: 1, step: 1 }, [[tag, 1]]);

  it('names a record that is no event, and reads the others', () => {
    const { points, lines } = read([event('a'), event('x').subarray(0, -1), Buffer.from([0x28, 1]), event('b')]);
    assert.deepEqual(points, ['a', 'b']);
    assert.equal(lines.length, 2);
    assert.match(lines[0]!, /events \(record 2\) is damaged: /);
    assert.match(lines[1]!, /events \(record 3\) is damaged: field 5 is a varint, not a bytes/);
  });

  it('says the first of many damages, and counts the others', () => {
    const { lines } = read(Array.from({ length: 100 }, () => Buffer.from([0x08])));
    assert.equal(lines.length, 21);
    assert.equal(lines[20], 'and 80 more of that kind');
  });

  it('replaces invalid UTF-8 in tags, and cuts a tag that is no name', () => {
    const invalid = Buffer.from(event('abc')).map((byte) => (byte === 0x62 ? 0xff : byte));
    const { points, lines } = read([invalid, event('x'.repeat(2 ** 20))]);
    assert.deepEqual(lines, []);
    assert.deepEqual(points, ['a\ufffdc', 'x'.repeat(1000)]);
  });

  it('survives records of random bytes, and events changed at random', () => {
    const random = new Random(11, 'events');
    const whole = event('train/loss');
    const records = Array.from({ length: 3000 }, (_, index) => {
      const bytes = Buffer.from(whole.subarray(0, random.integer(whole.length + 1)));
      const changes = index % 2 ? bytes.length : 2;
      for (let change = 0; change < changes && bytes.length; change++)
        bytes[random.integer(bytes.length)] = random.integer(256);
      return bytes;
    });
    const { points } = read([...records, whole]);
    assert.equal(points.at(-1), 'train/loss');
  });
});
