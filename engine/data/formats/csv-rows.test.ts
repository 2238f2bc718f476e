import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '../testing/folder';
import { openCsv } from './csv-rows';

const settings = { delimiter: null, quote: null, header: null, decimal: null, encoding: null };

async function table(path: string, given: Partial<Parameters<typeof openCsv>[1]> = {}) {
  const rows = await openCsv(path, { ...settings, ...given });
  const cells: string[][] = [];
  const hash = await rows.each((row) => cells.push([...row]));
  return { names: rows.names, decimal: rows.decimal, cells, hash };
}

describe('files of separated values', () => {
  const folder = temporaryFolder();
  const text = 'name,größe\nAda,1.5\nBob,2.5\n';
  const wanted = { names: ['name', 'größe'], cells: [['Ada', '1.5'], ['Bob', '2.5']] }; // prettier-ignore

  const utf16 = (bigEndian: boolean) => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
  const encodings: [string, Uint8Array][] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, little-endian', utf16(false)],
    ['UTF-16, big-endian', utf16(true)],
    ['CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['CR', Buffer.from(text.replaceAll('\n', '\r'))],
    ['gzip', gzipSync(text)],
  ];
  for (const [name, bytes] of encodings) {
    it(`reads ${name}`, async () => {
      const { names, cells } = await table(folder.write('t.csv', bytes));
      assert.deepEqual({ names, cells }, wanted);
    });
  }

  it('reads Windows-1252 where it is asked for, and refuses it otherwise with the row', async () => {
    const path = folder.write('t.csv', Buffer.from(text, 'latin1'));
    assert.deepEqual((await table(path, { encoding: 'windows-1252' })).names, wanted.names);
    await assert.rejects(table(path), /t\.csv, row 1: has bytes that are no text in its encoding; save .* as UTF-8/);
    const mixed = Buffer.concat([Buffer.from('a,b\n'.repeat(40_000)), Buffer.from('é,1\n', 'latin1')]);
    await assert.rejects(table(folder.write('m.csv', mixed)), /m\.csv, row 40001: has bytes that are no text/);
  });

  const dialects: [string, string, string[][]][] = [
    ['tabs', 'x\ty\n1,5\ta b\n', [['1,5', 'a b']]],
    ['semicolons, and commas in all numbers', 'x;y\n1,5;2,5\n', [['1,5', '2,5']]],
    ['bars', 'x|y\n1|2\n', [['1', '2']]],
    ['blanks', 'x y\n1 2\n', [['1', '2']]],
    ['commas in quotes', 'x;y\n"a, b";2\n"c, d";3\n', [['a, b', '2'], ['c, d', '3']]],
    ['single quotes', "x,y\n'a, b',2\n", [['a, b', '2']]],
  ]; // prettier-ignore
  for (const [name, content, cells] of dialects) {
    it(`finds out ${name}`, async () => {
      assert.deepEqual((await table(folder.write('t', content))).cells, cells);
    });
  }

  it('finds out the decimal comma, but not between commas', async () => {
    assert.equal((await table(folder.write('t', 'x;y\n1,5;2\n'))).decimal, ',');
    assert.equal((await table(folder.write('t', 'x;y\n1.5;2\n'))).decimal, '.');
    assert.equal((await table(folder.write('t', 'x,y\n"1,5",2\n'))).decimal, '.');
  });

  it('finds out whether there is a header', async () => {
    assert.deepEqual((await table(folder.write('t', '5.1,3.5,setosa\n4.9,3,setosa\n'))).names, ['0', '1', '2']);
    assert.deepEqual((await table(folder.write('t', 'red,yes\nblue,no\nred,no\n'))).names, ['0', '1']);
    assert.deepEqual((await table(folder.write('t', ',a,a\n0,1,2\n'), { header: true })).names, ['0', 'a', 'a.2']);
    assert.equal((await table(folder.write('t', 'a,b\nc,d\n'), { header: false })).cells.length, 2);
  });

  it('says which row is ragged, however far down', async () => {
    const path = folder.write('t.csv', `x,y\n${'1,2\n'.repeat(50_000)}1,2,3\n`);
    await assert.rejects(table(path), /t\.csv, row 50002: 3 fields where there are 2 columns/);
    await assert.rejects(table(folder.write('e.csv', '')), /e\.csv: has no rows/);
    await assert.rejects(table(folder.write('n.csv', '\n\n')), /n\.csv: has no rows/);
  });

  it('hashes what it reads', async () => {
    const [one, same, other] = await Promise.all([
      table(folder.write('1', text)),
      table(folder.write('2', gzipSync(text))),
      table(folder.write('3', `${text}Eve,3\n`)),
    ]);
    assert.equal(one.hash, same.hash);
    assert.notEqual(one.hash, other.hash);
  });
});
