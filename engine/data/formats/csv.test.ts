import assert from 'node:assert/strict';
import { Random } from '../random';
import { python, requirePython } from '../testing/python';
import { CsvReader, MAX_RECORD } from './csv';

const dialect = { delimiter: ',', quote: '"', newline: '\n' };
const refuse = (row: number, cause: string) => new Error(`row ${row}: ${cause}`);

/** The records of a text that comes in pieces of these lengths, over and over. */
function records(text: string, lengths = [text.length], like = dialect): string[][] {
  const found: string[][] = [];
  const reader = new CsvReader(like, refuse);
  const visit = (cells: string[]) => found.push(cells);
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = Math.max(1, lengths[turn % lengths.length]!);
    reader.push(text.slice(at, at + length), visit);
    at += length;
  }
  reader.finish(visit);
  return found;
}

describe('CsvReader', () => {
  const cases: [string, string, string[][]][] = [
    ['no line end at the end', 'a,b\n1,2', [['a', 'b'], ['1', '2']]],
    ['CRLF', 'a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]],
    ['empty fields and empty lines', 'a,,b\n\n\r\n,,\n', [['a', '', 'b'], ['', '', '']]],
    ['delimiters and line ends in quotes', '"a,b","c\nd"\n1,2\n', [['a,b', 'c\nd'], ['1', '2']]],
    ['doubled quotes', '"say ""hi""",""""\n', [['say "hi"', '"']]],
    ['blanks around fields, kept in quotes', ' a , b\n " c ", d\n', [['a', 'b'], [' c ', 'd']]],
    ['a quote inside a field is itself', '5" disk,x\n', [['5" disk', 'x']]],
    ['an empty field in quotes', '"",x\n', [['', 'x']]],
    ['what follows a closing quote', '"ab"cd,x\n', [['abcd', 'x']]],
    ['a quoted field at the end', 'a,"b"', [['a', 'b']]],
  ]; // prettier-ignore
  for (const [name, text, wanted] of cases) {
    it(`reads ${name}, in pieces of any length`, () => {
      for (let length = 1; length <= text.length; length++) assert.deepEqual(records(text, [length]), wanted);
    });
  }

  it('knows other delimiters, quotes and line ends', () => {
    assert.deepEqual(records("a;'b;c'\rd;e\r", [3], { delimiter: ';', quote: "'", newline: '\r' }), [
      ['a', 'b;c'],
      ['d', 'e'],
    ]);
    assert.deepEqual(records('a\t\tb\n', [1], { ...dialect, delimiter: '\t' }), [['a', '', 'b']]);
  });

  it("reads as Python's csv module does", function () {
    requirePython(this, 'csv');
    const random = new Random(7, 'csv');
    const characters = ['a', 'b', 'é', '😀', ',', '"', '\n', ' x', '1', ''];
    const pick = <T>(list: readonly T[]) => list[random.integer(list.length)]!;
    const field = () => {
      const text = Array.from({ length: random.integer(6) }, () => pick(characters))
        .join('')
        .trimEnd();
      return /[",\n]/.test(text) || random.integer(4) === 0 ? `"${text.replaceAll('"', '""')}"` : text.trim();
    };
    const tables = Array.from({ length: 100 }, () =>
      Array.from({ length: 5 }, () => Array.from({ length: 2 + random.integer(3) }, field).join(',')).join(
        pick(['\n', '\r\n']),
      ),
    );
    const script =
      'import csv,io,json,sys\n' +
      'read=lambda t: [[c for c in r] for r in csv.reader(io.StringIO(t,newline=""),skipinitialspace=True) if r]\n' +
      'print(json.dumps([read(t) for t in json.load(sys.stdin)]))';
    const wanted = python(script, tables);
    assert.deepEqual(
      tables.map((table) => records(table, [1 + random.integer(20), 7])),
      wanted,
    );
  });

  const hostile: [string, string, RegExp][] = [
    ['an open quote', 'a,b\n1,"2\n3,4\n5,6', /row 2: a quote is opened that is never closed/],
    ['bytes that are no text', 'a,b\n1,2\n3,caf\uFFFD\n', /row 3: has bytes that are no text/],
    ['zero bytes', 'a,b\n1\0,2\n', /row 2: holds zero bytes/],
  ];
  for (const [name, text, message] of hostile) {
    it(`refuses ${name}, and says in which row`, () => {
      assert.throws(() => records(text), message);
      assert.throws(() => records(text, [2]), message);
    });
  }

  it('refuses a line without end, and a quote that swallows the rest, before they fill the memory', () => {
    const fed = (beginning: string, piece: string) => {
      const reader = new CsvReader(dialect, refuse);
      reader.push(beginning, () => undefined);
      let length = 0;
      const feed = () => {
        for (;;) {
          reader.push(piece, () => undefined);
          length += piece.length;
          assert.ok(length < 2 * MAX_RECORD);
        }
      };
      return feed;
    };
    assert.throws(fed('a,b\n', 'x'.repeat(2 ** 18)), /row 2: is longer than 4194304 characters/);
    assert.throws(fed('a,b\n1,"2\n', '3,4\n'.repeat(2 ** 16)), /row 2: a quote is opened that is not closed within/);
  });
});
