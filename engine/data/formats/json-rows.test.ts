import assert from 'node:assert/strict';
import { temporaryFolder } from '../testing/folder';
import { openJsonLines } from './json-rows';

describe('JSON lines', () => {
  const folder = temporaryFolder();

  async function table(text: string, declared: string[] = []) {
    const rows = await openJsonLines(folder.write('t.jsonl', text), declared);
    const cells: [number, ...string[]][] = [];
    await rows.each((row, number) => cells.push([number, ...row]));
    return { names: rows.names, cells };
  }

  it('makes columns of dotted paths, in the order of their first lines', async () => {
    const text = '{"a":1,"b":{"c":true,"d":[2,3.5]},"e":"x"}\r\n\n{"e":null,"b":{"d":[4]},"f":1e-7}';
    assert.deepEqual(await table(text, ['g']), {
      names: ['a', 'b.c', 'b.d.0', 'b.d.1', 'e', 'f', 'g'],
      cells: [
        [1, '1', 'true', '2', '3.5', 'x', '', ''],
        [3, '', '', '4', '', '', '1e-7', ''],
      ],
    });
  });

  it('has keys that are no properties', async () => {
    assert.deepEqual((await table('{"__proto__":1,"constructor":2}')).names, ['__proto__', 'constructor']);
  });

  const deep = `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`;
  const wide = `{${Array.from({ length: 20_000 }, (_, index) => `"${index}":0`).join()}}`;
  const hostile: [string, string, RegExp][] = [
    ['what is not JSON', '{"a":1}\n{"a":', /row 2: is not JSON/],
    ['what is no object', '{"a":1}\n[1]', /row 2: is not an object/],
    ['deep nesting', deep, /row 1: is nested deeper than 8/],
    ['brackets without end', '['.repeat(2 ** 20), /row 1: is not/],
    ['many columns', wide, /row 1: more than 16384 columns/],
    ['a long line', `{"a":1}\n{"a":"${'x'.repeat(5e6)}"}`, /row 2: is longer than/],
    ['a late key', `${'{"a":1}\n'.repeat(1500)}{"b":1}`, /row 1501: has the key "b".*data\.params\.columns/],
    ['nothing', '\n \n', /has no lines/],
  ];
  for (const [name, text, message] of hostile) {
    it(`refuses ${name}, and says in which row`, async () => {
      await assert.rejects(table(text), (error: Error) => error.name === 'Problem' && message.test(error.message));
    });
  }
});
