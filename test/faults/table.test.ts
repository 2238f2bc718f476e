/** The table of faults names tests that are there, and none of its faults is without one. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../command-line/nabla';

const NUMBERS = [
  ...Array.from({ length: 37 }, (_, index) => index + 1),
  55,
  56,
  57,
  58,
  59,
  60,
  61,
  62,
  63,
  64,
  65,
  66,
  67,
  68,
  69,
];

describe('the table of faults', () => {
  const rows = readFileSync(join(__dirname, 'README.md'), 'utf8').split('\n').filter((line) => /^\| \d/.test(line)); // prettier-ignore

  it('has a row for each', () => {
    assert.deepEqual(rows.map((row) => Number.parseInt(row.slice(2))), NUMBERS); // prettier-ignore
  });

  for (const row of rows) {
    it(`shows ${row.split('|')[1]!.trim()}`, () => {
      const tests = [...row.matchAll(/`([\w/.-]+\.test\.ts)`: "([^"]+)"/g)];
      assert.ok(tests.length > 0);
      for (const [, file, title] of tests) {
        assert.ok(readFileSync(join(root, file!), 'utf8').includes(title!), `${file!} has no "${title!}"`);
      }
    });
  }
});
