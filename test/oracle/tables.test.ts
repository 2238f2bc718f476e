import assert from 'node:assert/strict';
import { rowNames } from '../../language-server/libraries/table';
import { TABLES } from './tables';

describe('tables of the libraries', () => {
  it('are each held by an oracle whose programs use every row', () => {
    const held = new Set(Object.values(TABLES).flat().flatMap(Object.keys));
    assert.deepEqual(
      rowNames().filter((name) => !held.has(name)),
      [],
    );
  });
});
