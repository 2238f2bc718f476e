import assert from 'node:assert/strict';
import { InMemory } from './samples';
import { untrainedClasses } from './untrained-classes';

const part = (...labels: number[]) =>
  new InMemory({ shape: [1], values: new Float32Array(labels.length) }, { shape: [], values: Int32Array.from(labels) });
const target = { kind: 'classes' as const, classes: 5, shape: [], names: ['a', 'b', 'c', 'd', 'e'] };

describe('classes that training lacks', () => {
  it('are one line a part, with how many labels ask for them', () => {
    const [validation, test, ...more] = untrainedClasses(
      { train: part(0, 1, -1), validation: part(0, 2, 2, -1), test: part(4, 3, 2, 1) },
      target,
    );
    assert.match(validation!, /^2 labels of the validation part are "c", of which training has none: .*stratified/);
    assert.match(test!, /^3 labels of the test part are "c", "d", "e", of which/);
    assert.deepEqual(more, []);
  });

  it('are none where training has all, or the task asks for numbers', () => {
    assert.deepEqual(untrainedClasses({ train: part(0, 1), validation: part(1), test: part() }, target), []);
    const numbers = { kind: 'numbers' as const, shape: [] };
    assert.deepEqual(untrainedClasses({ train: part(0), validation: part(1), test: part(2) }, numbers), []);
  });
});
