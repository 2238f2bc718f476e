import assert from 'node:assert/strict';
import { checkTargets } from './check';
import { InMemory } from './samples';
import type { Target } from './task';

const classes: Target = { kind: 'classes', classes: 3, shape: [] };
const places: Target = { kind: 'classes', classes: 3, shape: [2] };
const numbers: Target = { kind: 'numbers', shape: [1] };
const boxes: Target = { kind: 'boxes', classes: 2, most: 1 };

const box = (label: number) => [label, 0.5, 0.5, 0.2, 0.2];

describe('before the first step', () => {
  const check = (target: Target, shape: number[], values: number[]) => {
    const count = values.length / shape.reduce((size, length) => size * length, 1);
    const array = target.kind === 'classes' ? Int32Array.from(values) : Float32Array.from(values);
    checkTargets(new InMemory({ shape: [1], values: new Float32Array(count) }, { shape, values: array }), target);
  };

  const wrong: [what: string, Target, shape: number[], values: number[], message: RegExp][] = [
    ['no samples of classes', classes, [], [], /^no samples are left .*; set a smaller data\.validation/],
    ['no samples of places', places, [2], [], /^no samples are left/],
    ['no samples of numbers', numbers, [1], [], /^no samples are left/],
    ['no samples of boxes', boxes, [1, 5], [], /^no samples are left/],
    ['one class', classes, [], [2, 2, -1, 2], /^every training sample has label 2: nothing to tell apart; check/],
    ['no label', classes, [], [-1, -1], /^no training sample has a label/],
    ['no label at any place', places, [2], [-1, -1], /^no training sample has a label/],
    ['a label above', classes, [], [0, 3], /^a label is 3, but labels must lie in 0…2; check data\.path/],
    ['a label below', classes, [], [0, -2], /^a label is -2/],
    ['a label above at a place', places, [2], [0, 1, 1, 7], /^a label is 7/],
    ['a number that is none', numbers, [1], [0, NaN], /^a target is not a finite number/],
    ['an infinite number', numbers, [1], [0, Infinity], /^a target is not a finite number/],
    ['a class of a box above', boxes, [1, 5], box(2), /^a box's class is 2, but labels must lie in 0…1/],
    ['a class of a box between', boxes, [1, 5], box(0.5), /^a box's class is 0\.5/],
    ['a place of a box that is none', boxes, [1, 5], [0, NaN, 0, 0, 0], /^a target is not a finite number/],
    ['no objects', boxes, [1, 5], [...box(-1), ...box(-1)], /^no training sample has an object/],
  ];
  for (const [what, target, shape, values, message] of wrong) {
    it(`refuses ${what}`, () => {
      assert.throws(() => {
        check(target, shape, values);
      }, { code: 'unusable-data', kind: 'input', message }); // prettier-ignore
    });
  }

  it('takes what can be learned, samples without a label among it', () => {
    check(classes, [], [0, 2, -1]);
    check(places, [2], [1, 1, 1, -1]);
    check(numbers, [1], [1, 1]);
    check(boxes, [1, 5], [...box(-1), ...box(1)]);
  });
});
