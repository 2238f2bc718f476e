import assert from 'node:assert/strict';
import type { Statement } from '../syntax/program';
import { Groups } from './groups';

const some = (count: number): Statement[] =>
  Array.from({ length: count }, (_, i) => ({ kind: 'pass', range: { start: i, end: i } }) as unknown as Statement);

describe('statements of a module that are done again together', () => {
  it('are one each in programs that people write', () => {
    const program = some(1000);
    assert.deepEqual(
      new Groups().of(program),
      program.map((statement) => [statement]),
    );
  });

  it('are all of them in their order, in no more groups however long the program is', () => {
    for (const count of [0, 1, 1001, 5000, 80_000]) {
      const program = some(count);
      const groups = new Groups().of(program);
      assert.ok(groups.length <= 1000, String(groups.length));
      assert.deepEqual(groups.flat(), program);
    }
  });

  it('are others only where the program is edited', () => {
    const groups = new Groups();
    let program = some(20_000);
    const before = groups.of(program);
    program = program.toSpliced(9_000, 1, ...some(3)).toSpliced(15_000, 2);
    const known = new Set(before);
    const after = groups.of(program);
    assert.deepEqual(after.flat(), program);
    assert.ok(after.filter((group) => !known.has(group)).length <= 4);
  });

  it('are not many however often statements are put in at one place', () => {
    const groups = new Groups();
    let program = some(4000);
    for (let i = 0; i < 200; i++) {
      program = program.toSpliced(2000, 0, ...some(7));
      const longest = Math.max(...groups.of(program).map(({ length }) => length));
      assert.ok(longest <= 32, String(longest));
    }
    assert.ok(groups.of(program).length <= 2000);
  });
});
