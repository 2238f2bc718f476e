import assert from 'node:assert/strict';
import { drawMoons } from './moons';
import { drawSpirals } from './spirals';
import { drawXor } from './xor';
import type { InMemory } from '../samples';

const COUNT = 1200;

function points({ inputs, targets }: InMemory): { x: number; y: number; label: number }[] {
  return Array.from(targets.values, (label, index) => ({
    x: inputs.values[2 * index]!,
    y: inputs.values[2 * index + 1]!,
    label,
  }));
}

/** Share of the points that a rule gets right. */
const right = (data: InMemory, rule: (x: number, y: number) => number): number =>
  points(data).filter(({ x, y, label }) => rule(x, y) === label).length / data.count;

const frequencies = ({ targets }: InMemory, classes: number) =>
  Array.from({ length: classes }, (_, label) => targets.values.filter((value) => value === label).length);

describe('drawXor', () => {
  const rule = (x: number, y: number) => Number(x > 0.5 !== y > 0.5);

  it('gives the four corners exactly, in turn', () => {
    const [one, two, three, four] = points(drawXor(4, 1, { noise: 0 }));
    assert.deepEqual(
      [one, two, three, four],
      [
        { x: 0, y: 0, label: 0 },
        { x: 0, y: 1, label: 1 },
        { x: 1, y: 0, label: 1 },
        { x: 1, y: 1, label: 0 },
      ],
    );
  });

  it('is learned by asking which halves x and y lie in', () => {
    assert.ok(right(drawXor(COUNT, 1, { noise: 0.1 }), rule) > 0.999);
    assert.deepEqual(frequencies(drawXor(COUNT, 1, { noise: 0.1 }), 2), [COUNT / 2, COUNT / 2]);
  });

  it('has the noise that was asked for', () => {
    const [exact, noisy] = [drawXor(COUNT, 1, { noise: 0 }), drawXor(COUNT, 1, { noise: 0.3 })];
    const squares = Array.from(noisy.inputs.values).reduce(
      (sum, value, at) => sum + (value - exact.inputs.values[at]!) ** 2,
      0,
    );
    assert.ok(Math.abs(Math.sqrt(squares / (2 * COUNT)) - 0.3) < 0.02);
  });
});

describe('drawMoons', () => {
  /** Which half circle is nearer. */
  const rule = (x: number, y: number) => {
    const distance = (right: number, up: number) =>
      up >= 0 ? Math.abs(Math.hypot(right, up) - 1) : Math.min(Math.hypot(right - 1, up), Math.hypot(right + 1, up));
    return Number(distance(1 - x, 0.5 - y) < distance(x, y));
  };

  it('is learned by asking which half circle is nearer', () => {
    assert.equal(right(drawMoons(COUNT, 1, { noise: 0 }), rule), 1);
    assert.ok(right(drawMoons(COUNT, 1, { noise: 0.1 }), rule) > 0.99);
    assert.deepEqual(frequencies(drawMoons(COUNT, 1, { noise: 0.1 }), 2), [COUNT / 2, COUNT / 2]);
  });

  it('cannot be told apart by a line', () => {
    const data = drawMoons(COUNT, 1, { noise: 0 });
    for (let angle = 0; angle < 2 * Math.PI; angle += 0.1) {
      for (let offset = -2; offset < 2; offset += 0.1) {
        const line = (x: number, y: number) => Number(Math.cos(angle) * x + Math.sin(angle) * y > offset);
        assert.ok(right(data, line) < 0.95);
      }
    }
  });
});

describe('drawSpirals', () => {
  for (const [arms, turns] of [
    [2, 1.5],
    [3, 1],
    [5, 0.5],
  ] as const) {
    /** The arm whose angle at this radius is nearest. */
    const rule = (x: number, y: number) => {
      const turned = Math.atan2(y, x) / (2 * Math.PI) - turns * Math.hypot(x, y);
      return ((Math.round(turned * arms) % arms) + arms) % arms;
    };

    it(`${arms} arms are learned by unwinding the angle`, () => {
      assert.equal(right(drawSpirals(COUNT, 1, { arms, turns, noise: 0 }), rule), 1);
      assert.ok(right(drawSpirals(COUNT, 1, { arms, turns, noise: 0.01 }), rule) > 0.98);
      assert.deepEqual(
        frequencies(drawSpirals(COUNT, 1, { arms, turns, noise: 0.01 }), arms),
        Array(arms).fill(COUNT / arms),
      );
    });
  }

  it('lie in the unit disc, all around', () => {
    const data = points(drawSpirals(COUNT, 1, { arms: 2, turns: 1.5, noise: 0 }));
    assert.ok(data.every(({ x, y }) => Math.hypot(x, y) <= 1 + 1e-6 && Math.hypot(x, y) >= 0.1 - 1e-6));
    for (const [side, up] of [
      [1, 1],
      [-1, 1],
      [1, -1],
      [-1, -1],
    ] as const) {
      assert.ok(data.filter(({ x, y }) => x * side > 0 && y * up > 0).length > COUNT / 8);
    }
  });
});
