import assert from 'node:assert/strict';
import { Recent } from './recent';

describe('things that are kept while they were used lately', () => {
  const disposed: number[] = [];
  const names = (recent: Recent<number>): string[] => ['a', 'b', 'c', 'd'].filter((name) => recent.get(name));

  function recent(...sizes: [string, number][]): Recent<number> {
    disposed.length = 0;
    const made = new Recent<number>(
      10,
      (size) => size,
      (size) => disposed.push(size),
    );
    for (const [name, size] of sizes) made.set(name, size);
    return made;
  }

  it('take no more than they may together: the longest unused go', () => {
    const all = recent(['a', 4], ['b', 3], ['c', 5]);
    all.get('a');
    all.trim();
    assert.deepEqual(disposed, [3]);
    assert.deepEqual(names(all), ['a', 'c']);
  });

  it('are the last used one alone where that takes more by itself', () => {
    const all = recent(['a', 1], ['b', 2], ['c', 11]);
    all.trim();
    assert.deepEqual(disposed, [2, 1]);
    assert.deepEqual(names(all), ['c']);
  });

  it('are disposed of when they are dropped or replaced', () => {
    const all = recent(['a', 1], ['b', 2]);
    all.set('a', 3);
    all.delete('b');
    all.delete('d');
    assert.deepEqual(disposed, [1, 2]);
  });
});
