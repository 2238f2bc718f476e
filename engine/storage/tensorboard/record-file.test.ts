import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { maskedCrc32c } from './crc32c';
import { versionEvent } from './event';
import { frame } from './framing';
import { RecordFile } from './record-file';

/** A header that declares this length, with its right checksum. */
function header(length: bigint): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64LE(length);
  bytes.writeUInt32LE(maskedCrc32c(bytes, 0, 8), 8);
  return bytes;
}

describe('RecordFile', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-records-'));
    path = join(folder, 'events');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const take = (file: RecordFile) =>
    Array.from(file.read(), ({ number, data, problem }) => problem?.message ?? `${number} ${data!.toString()}`);
  const first = (wallTime: number) => frame(versionEvent(wallTime));
  const framed = (...texts: string[]) => Buffer.concat(texts.map((text) => frame(Buffer.from(text))));

  it('reads records of any size, those that span reads too', () => {
    const large = 'x'.repeat(700_000);
    writeFileSync(path, framed('a', '', large, 'b', large));
    assert.deepEqual(take(new RecordFile(path)), ['1 a', '2 ', `3 ${large}`, '4 b', `5 ${large}`]);
  });

  it('cut at any length: the records before the cut, and no error', () => {
    const whole = framed('one', 'two', 'three');
    const ends = [framed('one'), framed('one', 'two'), whole].map(({ length }) => length);
    for (let length = 0; length <= whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      assert.equal(take(new RecordFile(path)).length, ends.filter((end) => end <= length).length);
    }
  });

  it('one bit changed anywhere: that record is named and no other is changed', () => {
    const whole = framed('one', 'two', 'three');
    const texts = ['1 one', '2 two', '3 three'];
    for (let bit = 0; bit < 8 * whole.length; bit++) {
      const bytes = Buffer.from(whole);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(path, bytes);
      const found = take(new RecordFile(path));
      const named = found.findIndex((text) => text.includes('damaged'));
      assert.match(found[named]!, new RegExp(`events: record ${named + 1} `));
      assert.deepEqual(found.with(named, texts[named]!), texts.slice(0, found.length));
    }
  });

  it('takes no memory for a length beyond the end: it waits', () => {
    for (const length of [2n ** 63n, 2n ** 53n, 2n ** 32n, 100n]) {
      writeFileSync(path, Buffer.concat([framed('a'), header(length), Buffer.alloc(50)]));
      assert.deepEqual(take(new RecordFile(path)), ['1 a']);
    }
  });

  it('passes a record that is too large for a scalar, unread', () => {
    const size = 2 ** 24 + 1;
    writeFileSync(path, Buffer.concat([framed('a'), header(BigInt(size))]));
    truncateSync(path, framed('a').length + 12 + size + 4);
    appendFileSync(path, framed('b'));
    const [a, large, b] = take(new RecordFile(path));
    assert.deepEqual([a, b], ['1 a', '3 b']);
    assert.match(large!, /record 2 holds 16777217 bytes/);
  });

  it('follows: a record that is being written is read when it is whole', () => {
    const [a, b] = [first(1), framed('b')];
    writeFileSync(path, a);
    const file = new RecordFile(path);
    assert.equal(take(file).length, 1);
    for (const byte of b.subarray(0, -1)) {
      appendFileSync(path, Buffer.of(byte));
      assert.deepEqual(take(file), []);
    }
    appendFileSync(path, b.subarray(-1));
    assert.deepEqual(take(file), ['2 b']);
  });

  it('notices that a followed file was cut, replaced or deleted, and reads it anew', () => {
    const file = new RecordFile(path);
    writeFileSync(path, Buffer.concat([first(1), framed('b', 'c')]));
    assert.equal(take(file).length, 3);
    truncateSync(path, first(1).length);
    assert.throws(() => take(file), { code: 'replaced-log', message: /truncated or replaced/ });
    assert.equal(take(file).length, 1);
    writeFileSync(path, Buffer.concat([first(2), framed('d', 'e')]));
    assert.throws(() => take(file), { code: 'replaced-log' });
    assert.deepEqual(take(file).slice(1), ['2 d', '3 e']);
    rmSync(path);
    assert.throws(() => take(file), { code: 'unreadable-log', message: /ENOENT.*check the path/ });
    writeFileSync(path, first(3));
    assert.throws(() => take(file), { code: 'replaced-log' });
    assert.equal(take(file).length, 1);
  });

  it('says of a damaged length that the rest is lost, once', () => {
    const bytes = framed('a', 'b');
    bytes[framed('a').length]! ^= 1;
    writeFileSync(path, bytes);
    const file = new RecordFile(path);
    assert.match(take(file)[1]!, /record 2 has a damaged length/);
    assert.deepEqual(take(file), []);
    assert.equal(readFileSync(path).length, bytes.length);
  });

  it('refuses what is no regular file', () => {
    assert.throws(() => take(new RecordFile(folder)), { code: 'unreadable-log', message: /not a regular file/ });
    if (process.platform !== 'win32')
      assert.throws(() => take(new RecordFile('/dev/zero')), { code: 'unreadable-log' });
  });
});
