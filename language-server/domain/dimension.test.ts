import assert from 'node:assert/strict';
import { add, equal, multiply, subtract, symbol, type Dimension } from './dimension';
import { ceilDivide, floorDivide, modulo, remainder } from './division';
import { different, extreme, sign, within } from './order';
import { printDimension } from './print-dimension';
import { broadcast, joinShapes, shape } from './shape';
import { substitute } from './symbols';

const H = symbol('H');
const C = symbol('C');
const k = symbol('k', 'integer');

/** The number that a dimension is for given values of its symbols. */
const at = (size: Dimension, values: Record<string, number>): Dimension => substitute(size, ({ name }) => values[name]);

describe('dimensions', () => {
  it('are equal where their polynomials are', () => {
    assert.ok(equal(multiply(add(H, 1), subtract(H, 1)), subtract(multiply(H, H), 1)));
    assert.ok(equal(floorDivide(multiply(H, C), C), H));
    assert.ok(equal(floorDivide(add(multiply(H, 4), 6), 4), add(H, 1)));
    assert.ok(equal(floorDivide(floorDivide(H, 2), 2), floorDivide(H, 4)));
    assert.ok(equal(floorDivide(add(floorDivide(subtract(H, 1), 2), 1), 2), floorDivide(add(H, 1), 4)));
  });

  it('differ only where they do for every size', () => {
    assert.ok(different(H, add(H, 1)));
    assert.ok(different(H, multiply(H, 2)));
    assert.ok(!different(H, C));
    assert.ok(!different(H, 64));
    assert.ok(!different(k, multiply(k, 2)));
    assert.ok(different(H, 0) && !different(H, 1));
    assert.ok(different(multiply(H, 15), 16) && !different(multiply(H, 15), 45));
    assert.ok(
      different(add(multiply(H, 4), multiply(k, -6)), 7) && !different(add(multiply(H, 4), multiply(k, -6)), 8),
    );
    assert.ok(different(add(multiply(H, 2), 1), multiply(k, 2)) && !different(add(multiply(H, 2), 1), k));
    const found = symbol('found', 'count');
    assert.ok(!different(found, 0) && different(add(found, 1), 0) && !equal(extreme('min', found, 1), 1));
  });

  it('are within bounds that may be sizes themselves', () => {
    const at = within('at', { least: 0, limit: subtract(H, 8) });
    assert.equal(sign(at), undefined);
    assert.ok(equal(extreme('min', add(at, 8), H), add(at, 8)) && different(add(at, 8), H));
    assert.ok(!different(add(at, 9), H));
    const after = within('after', { least: C, limit: H });
    assert.equal(sign(subtract(after, C)), undefined);
    assert.ok(equal(extreme('max', subtract(after, C), 0), subtract(after, C)));
    assert.ok(different(within('inner', { least: after, limit: H }), subtract(C, 1)));
  });

  it('may be none where one of those that are joined or broadcast may', () => {
    const [found, seen] = [symbol('found', 'count'), symbol('seen', 'count')];
    const joined = joinShapes(shape([found, H]), shape([7, C])).dimensions;
    assert.deepEqual(
      joined.map((size) => different(size, 0)),
      [false, true],
    );
    // None and one leave none, which is not the larger.
    const [together] = broadcast(shape([found]), shape([seen])).shape.dimensions;
    assert.ok(!equal(together!, extreme('max', found, seen)) && !different(together!, 0));
    assert.ok(equal(broadcast(shape([H]), shape([C])).shape.dimensions[0]!, extreme('max', H, C)));
  });

  it('compute as integers do', () => {
    let seed = 1;
    const random = (): number => {
      seed = (seed * 48271) % 2147483647;
      return (seed % 41) - 20;
    };
    for (let i = 0; i < 500; i++) {
      const [a, b, divisor] = [random(), random(), (Math.abs(random()) % 7) + 1];
      const values = { H: (Math.abs(random()) % 30) + 1, C: (Math.abs(random()) % 30) + 1 };
      const size = add(add(multiply(H, a), multiply(C, b)), random());
      const number = at(size, values) as number;
      assert.equal(at(floorDivide(size, divisor), values), Math.floor(number / divisor));
      assert.equal(at(ceilDivide(size, divisor), values), Math.ceil(number / divisor) + 0);
      assert.equal(at(modulo(size, divisor), values), ((number % divisor) + divisor) % divisor);
      assert.equal(at(extreme('max', size, H), values), Math.max(number, values.H));
      assert.equal(
        at(floorDivide(floorDivide(size, divisor), 3), values),
        Math.floor(Math.floor(number / divisor) / 3),
      );
    }
  });

  it('print as Python would compute them', () => {
    assert.equal(printDimension(floorDivide(H, 2)), 'H//2');
    assert.equal(printDimension(multiply(C, 4)), 'C*4');
    assert.equal(printDimension(add(floorDivide(subtract(H, 3), 2), 1)), '(H + 1)//2 - 1');
    assert.equal(printDimension(subtract(4, H)), '4 - H');
  });

  it('writes a maximum of several with each of them once, in whatever order they came', () => {
    const W = symbol('W');
    const one = extreme('max', C, extreme('max', H, extreme('max', C, W)));
    const other = extreme('max', extreme('max', W, C), extreme('max', H, extreme('max', H, W)));
    assert.ok(equal(one, other) && equal(extreme('max', one, H), one));
    assert.equal(printDimension(extreme('max', H, extreme('max', C, H))), 'max(C, H)');
  });

  it('simplify the larger of a size and its bound', () => {
    assert.ok(equal(extreme('max', H, extreme('min', H, 1024)), H));
    assert.ok(equal(extreme('min', H, subtract(H, 1)), subtract(H, 1)));
  });

  it('say what a division leaves over as a size', () => {
    const [length, batch] = [symbol('length'), symbol('batch')];
    const rest = remainder(length, batch);
    assert.equal(printDimension(rest), 'length%batch');
    assert.equal(printDimension(add(multiply(rest, 3), 1)), '(length%batch)*3 + 1');
    assert.equal(sign(rest), 1);
    assert.equal(
      substitute(rest, ({ name }) => (name === 'length' ? 70 : 8)),
      6,
    );
    assert.deepEqual([remainder(70, 8), remainder(multiply(length, 8), 4), remainder(length, length)], [6, 0, 0]);
  });
});
