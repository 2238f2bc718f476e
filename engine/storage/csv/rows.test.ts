import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../data/random';
import { csvRows } from './rows';

describe('csvRows', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-csv-'));
    path = join(folder, 'table.csv');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const rows = (content: string | Uint8Array) => {
    writeFileSync(path, content);
    return Array.from(csvRows(path), ({ number, cells }) => [number, ...cells]);
  };

  it('reads rows, whatever ends their lines, without empty ones and a byte-order mark', () => {
    const expected = [[1, 'a', 'b'], [2, '1', ''], [4, '2', 'é']]; // prettier-ignore
    for (const end of ['\n', '\r\n']) assert.deepEqual(rows(`\ufeffa,b${end}1,${end}${end}2,é${end}`), expected);
    assert.deepEqual(rows('a,b\n1,\n\n2,é'), expected);
  });

  it('finds the delimiter in the first row', () => {
    for (const mark of [',', ';', '\t', '|']) assert.deepEqual(rows(`a${mark}b c\n0.5${mark}1`)[1], [2, '0.5', '1']);
    assert.deepEqual(rows('a;"b,,,,";c\n1,5;2;3')[1], [2, '1,5', '2', '3']);
    assert.deepEqual(rows('loss\n1\n'), [[1, 'loss'], [2, '1']]); // prettier-ignore
  });

  it('reads quoted cells: delimiters, quotes and line ends inside them', () => {
    assert.deepEqual(rows('a,b\n"1,5","say ""x"""\n"two\nlines",2\nlast,3\n'), [
      [1, 'a', 'b'],
      [2, '1,5', 'say "x"'],
      [3, 'two\nlines', '2'],
      [5, 'last', '3'],
    ]);
  });

  it('reads any table back that is quoted as RFC 4180 says', () => {
    const random = new Random(1, 'csv');
    const alphabet = ['a', '"', ',', '\n', ' ', 'é', '""', '|'];
    const cell = () =>
      Array.from({ length: random.integer(6) }, () => alphabet[random.integer(alphabet.length)]).join('');
    const table = [['x', 'y', 'z'], ...Array.from({ length: 500 }, () => [`#${cell()}`, cell(), cell()])];
    const text = table.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n');
    assert.deepEqual(rows(text).map(([, ...cells]) => cells), table); // prettier-ignore
  });

  it('names the row of an open quote, however much follows', () => {
    assert.throws(() => rows('a,b\n1,2\n"3,4\n5,6\n'), { code: 'damaged-table', message: /row 3 opens a quote/ });
    assert.throws(() => rows(`a,b\n"1,2\n${'5,6\n'.repeat(400_000)}`), { message: /row 2 opens a quote/ });
    assert.throws(() => rows(`a,b\n"1,2\n${'x'.repeat(2 ** 21)}\n`), { message: /row 2 opens a quote/ });
  });

  it('names a row of a gigabyte, in the memory of a megabyte', () => {
    writeFileSync(path, 'a,b\n1,2\n');
    truncateSync(path, 2 ** 30);
    const before = process.memoryUsage().arrayBuffers;
    assert.throws(() => [...csvRows(path)], { code: 'damaged-table', message: /row 3 is longer than a megabyte/ });
    assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 26);
  });

  it('says of UTF-16 and of binary files what they are', () => {
    assert.throws(() => rows(Buffer.from('a,b\n1,2\n', 'utf16le')), {
      message: /row 1 holds a NUL: it is binary, or UTF-16/,
    });
    assert.throws(() => rows('a,b\n1,\0\n'), { message: /row 2 holds a NUL/ });
  });

  it('replaces invalid UTF-8', () => {
    assert.deepEqual(rows(Buffer.from([0x61, 0xff, 0x0a])), [[1, 'a\ufffd']]);
  });
});
