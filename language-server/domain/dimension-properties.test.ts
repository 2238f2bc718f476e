import assert from 'node:assert/strict';
import { add, equal, multiply, subtract, symbol, type Dimension } from './dimension';
import { ceilDivide, floorDivide, modulo } from './division';
import { different, extreme, sign } from './order';
import { printDimension } from './print-dimension';
import { substitute } from './symbols';

/** Park and Miller's generator: integers from 0 to below − 1. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

type Values = Readonly<Record<string, number>>;

/** A formula both as a dimension and as a function of numbers. */
interface Formula {
  size: Dimension;
  at: (values: Values) => number;
}

/** Symbols that are sizes, at least 1, and one that may be any integer. */
const SYMBOLS = ['B', 'T', 'C', 'H'].map((name) => symbol(name)).concat(symbol('k', 'integer'));
const NAMES = ['B', 'T', 'C', 'H', 'k'];

type Combine = [compute: (a: Dimension, b: Dimension) => Dimension, number: (x: number, y: number) => number];

const COMBINATIONS: readonly Combine[] = [
  [add, (x, y) => x + y],
  [subtract, (x, y) => x - y],
  [multiply, (x, y) => x * y],
  [(a, b) => extreme('min', a, b), Math.min],
  [(a, b) => extreme('max', a, b), Math.max],
];

const DIVISIONS: readonly Combine[] = [
  [floorDivide, (x, y) => Math.floor(x / y)],
  [ceilDivide, (x, y) => Math.ceil(x / y)],
  [modulo, (x, y) => x - y * Math.floor(x / y)],
];

function leaf(random: (below: number) => number): Formula {
  const i = random(NAMES.length + 2);
  const number = random(9) - 3;
  if (i >= NAMES.length) return { size: number, at: () => number };
  return { size: SYMBOLS[i]!, at: (values) => values[NAMES[i]!]! };
}

/** Divisors are what programs divide by: numbers above 0, and sizes. */
function divisor(random: (below: number) => number): Formula {
  const i = random(NAMES.length + 3);
  const number = random(7) + 1;
  if (i >= NAMES.length - 1) return { size: number, at: () => number };
  return { size: SYMBOLS[i]!, at: (values) => values[NAMES[i]!]! };
}

function formula(random: (below: number) => number, depth: number): Formula {
  if (depth === 0 || random(6) === 0) return leaf(random);
  const left = formula(random, depth - 1);
  const divides = random(3) === 0;
  const right = divides ? divisor(random) : formula(random, depth - 1);
  const list = divides ? DIVISIONS : COMBINATIONS;
  const [compute, number] = list[random(list.length)]!;
  return { size: compute(left.size, right.size), at: (values) => number(left.at(values), right.at(values)) };
}

const assignment = (random: (below: number) => number): Values =>
  Object.fromEntries(NAMES.map((name) => [name, name === 'k' ? random(9) - 4 : random(6) === 0 ? 1 : random(40) + 1]));

const numberAt = ({ size }: Formula, values: Values): number => substitute(size, ({ name }) => values[name]) as number;

/** Below it products of numbers are exact. */
const EXACT = 2 ** 40;

describe('formulas of sizes', () => {
  const random = generator(20);
  const formulas = Array.from({ length: 3000 }, () => formula(random, 4));
  const assignments = Array.from({ length: 24 }, () => assignment(random));
  /** Past the limit of terms a size is a new symbol, which has no value here. */
  const closed = formulas.filter((each) => typeof numberAt(each, assignments[0]!) === 'number');

  it('have the value that Python computes', () => {
    assert.ok(closed.length > 0.9 * formulas.length);
    for (const each of closed)
      for (const values of assignments) {
        const expected = each.at(values);
        if (Math.abs(expected) < EXACT)
          assert.equal(numberAt(each, values) + 0, expected + 0, printDimension(each.size));
      }
  });

  it('have a sign only where every value has it', () => {
    let decided = 0;
    for (const each of closed) {
      const known = sign(each.size);
      if (known === undefined) continue;
      decided += 1;
      for (const values of assignments)
        assert.equal(Math.sign(each.at(values)) + 0, known + 0, printDimension(each.size));
    }
    assert.ok(decided > 100);
  });

  it('are equal, or different, only where all their values are', () => {
    for (let i = 0; i < 20_000; i++) {
      const [a, b] = [closed[random(closed.length)]!, closed[random(closed.length)]!];
      const [same, other] = [equal(a.size, b.size), different(a.size, b.size)];
      assert.ok(!(same && other));
      if (!same && !other) continue;
      for (const values of assignments) {
        const text = `${printDimension(a.size)} and ${printDimension(b.size)}`;
        assert.equal(a.at(values) === b.at(values), same, text);
      }
    }
  });

  it('keep the identities that programs rely on', () => {
    const [B, , C, H] = SYMBOLS as [Dimension, Dimension, Dimension, Dimension];
    // Heads: C = h · (C // h) where C is h times something.
    assert.ok(equal(multiply(B, floorDivide(multiply(C, B), B)), multiply(B, C)));
    // (n + 2p − d(k − 1) − 1)/s + 1: a kernel of 2p + 1 at stride 1 keeps an image.
    const moved = (size: Dimension, padding: number, kernel: number): Dimension =>
      add(floorDivide(subtract(add(size, 2 * padding), kernel), 1), 1);
    assert.ok(equal(moved(H, 3, 7), H));
    // Two halvings are a quarter, whichever way they are rounded.
    const half = (size: Dimension): Dimension => add(floorDivide(subtract(size, 1), 2), 1);
    assert.ok(equal(half(half(H)), ceilDivide(H, 4)));
  });
});
