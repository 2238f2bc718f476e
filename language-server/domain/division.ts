/** Quotients of sizes, rounded down or up, and what is left. */
import {
  add,
  atomic,
  equal,
  keyOf,
  multiply,
  negate,
  subtract,
  sum,
  terms,
  type Dimension,
  type Term,
} from './dimension';

/**
 * ⌊a/b⌋, b ≠ 0. Multiples of b leave the floor: ⌊(qb + r)/b⌋ = q + ⌊r/b⌋, and floors of floors merge:
 * ⌊(⌊x/m⌋ + c)/n⌋ = ⌊(x + cm)/(mn)⌋ for positive integers m and n. For one form of each, ⌊−x/n⌋ = −⌊(x + n − 1)/n⌋.
 */
export function floorDivide(a: Dimension, b: Dimension): Dimension {
  if (typeof a === 'number' && typeof b === 'number') return Math.floor(a / b);
  if (b === 1) return a;
  const exact = quotient(a, b);
  if (exact !== undefined) return exact;
  if (typeof b !== 'number') return divisionAtom(a, b);
  if (b < 0) return floorDivide(negate(a), -b);
  const [whole, rest] = splitMultiples(a, b);
  if (isNegated(rest)) return subtract(whole, floorDivide(add(negate(rest), b - 1), b));
  return add(whole, typeof rest === 'number' ? Math.floor(rest / b) : mergedFloor(rest, b));
}

/** Whether the first term with a symbol has a negative coefficient. */
const isNegated = (a: Dimension): boolean => (terms(a).find(({ factors }) => factors.length > 0)?.coefficient ?? 1) < 0;

/** a = whole·divisor + rest, with rest's constant in 0…divisor−1. */
function splitMultiples(a: Dimension, divisor: number): [Dimension, Dimension] {
  const whole: Term[] = [];
  const rest: Term[] = [];
  for (const { coefficient, factors } of terms(a)) {
    const q = factors.length === 0 || coefficient % divisor === 0 ? Math.floor(coefficient / divisor) : 0;
    whole.push({ coefficient: q, factors });
    rest.push({ coefficient: coefficient - q * divisor, factors });
  }
  return [sum(whole), sum(rest)];
}

function mergedFloor(rest: Dimension, divisor: number): Dimension {
  const [constant, ...others] = [...terms(rest)].sort((x, y) => x.factors.length - y.factors.length);
  const offset = constant?.factors.length === 0 ? constant.coefficient : 0;
  const [single, ...more] = offset ? others : terms(rest);
  const atom = single?.factors[0];
  if (single?.coefficient === 1 && single.factors.length === 1 && more.length === 0 && atom?.kind === '//') {
    if (typeof atom.divisor === 'number') {
      return floorDivide(add(atom.numerator, offset * atom.divisor), atom.divisor * divisor);
    }
  }
  return divisionAtom(rest, divisor);
}

const divisionAtom = (numerator: Dimension, divisor: Dimension, kind: '//' | '%' = '//'): Dimension =>
  atomic({ kind, key: `(${keyOf(numerator)})${kind}(${keyOf(divisor)})`, numerator, divisor });

/** a / b where b is one monomial that divides every term of a, or a multiple of b as a whole. */
function quotient(a: Dimension, b: Dimension): Dimension | undefined {
  const [divisor, ...more] = terms(b);
  if (!divisor) return undefined;
  if (more.length > 0) return multipleOf(a, b);
  const parts = terms(a).map((term) => divideTerm(term, divisor));
  return parts.every((part) => part !== undefined) ? sum(parts) : undefined;
}

function multipleOf(a: Dimension, b: Dimension): Dimension | undefined {
  const [first, leading] = [terms(a)[0], terms(b)[0]];
  const factor = first && leading && divideTerm(first, leading);
  return factor && equal(multiply(sum([factor]), b), a) ? sum([factor]) : undefined;
}

function divideTerm(term: Term, divisor: Term): Term | undefined {
  if (term.coefficient % divisor.coefficient !== 0) return undefined;
  const factors = [...term.factors];
  for (const { key } of divisor.factors) {
    const at = factors.findIndex((factor) => factor.key === key);
    if (at < 0) return undefined;
    factors.splice(at, 1);
  }
  return { coefficient: term.coefficient / divisor.coefficient, factors };
}

/** What ⌊a/b⌋ leaves over as the size of something, which is not there where nothing is left: at least 1 where it is. */
export function remainder(a: Dimension, b: Dimension): Dimension {
  const left = modulo(a, b);
  return typeof left === 'number' ? left : divisionAtom(a, b, '%');
}

/** Python's modulo: a − b⌊a/b⌋. */
export const modulo = (a: Dimension, b: Dimension): Dimension => subtract(a, multiply(b, floorDivide(a, b)));
export const ceilDivide = (a: Dimension, b: Dimension): Dimension => negate(floorDivide(negate(a), b));
