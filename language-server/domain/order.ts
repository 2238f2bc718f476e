/** What holds for every value of the symbols: which of two is larger, the sign, whether they differ. */
import {
  add,
  atomic,
  equal,
  keyOf,
  multiply,
  negate,
  subtract,
  terms,
  unknownCount,
  unknownDimension,
  newSymbol,
  type Atom,
  type Bounds,
  type Dimension,
  type Sort,
} from './dimension';

/** Whether the two differ for every value of their symbols. */
export function different(a: Dimension, b: Dimension): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a !== b;
  const difference = subtract(a, b);
  return Boolean(sign(difference)) || hasRest(difference);
}

/** Whether division by what all terms but the number are multiples of leaves a rest: 15n is never 16. */
function hasRest(difference: Dimension): boolean {
  let [divisor, number] = [0, 0];
  for (const { coefficient, factors } of terms(difference))
    if (factors.length === 0) number = coefficient;
    else divisor = greatestCommonDivisor(divisor, coefficient);
  return divisor > 1 && Number.isSafeInteger(number) && number % divisor !== 0;
}

/** Above the safe integers the rest of a division is not exact. */
function greatestCommonDivisor(a: number, b: number): number {
  if (!Number.isSafeInteger(b)) return 1;
  let [greater, smaller] = [a, Math.abs(b)];
  while (smaller > 0) [greater, smaller] = [smaller, greater % smaller];
  return greater;
}

/** The sign of `a` if it is the same for all sizes ≥ 1: −1, 0 or 1. */
export function sign(a: Dimension): -1 | 0 | 1 | undefined {
  if (typeof a === 'number') return a === 0 ? 0 : a < 0 ? -1 : 1;
  if (lowerBound(a) > 0) return 1;
  return lowerBound(negate(a)) > 0 ? -1 : undefined;
}

/** A size that may be any of these, or of their kind: at least 1 only where all of them are. */
export const sizeLike = (...sizes: readonly Dimension[]): Dimension =>
  sizes.every((size) => sign(size) === 1) ? unknownDimension() : unknownCount();

/** An integer from `least` to below `limit`. */
export const within = (name: string, { least, limit }: Bounds, anonymous = false): Dimension => {
  const bound = lowerBound(least);
  return newSymbol(name, bound >= 1 ? 'size' : bound >= 0 ? 'count' : 'integer', anonymous, { least, limit });
};

/** A bound that `a` never falls below, as its terms give it or as it is with symbols at their own bounds. */
function lowerBound(a: Dimension): number {
  const bound = boundOfTerms(a);
  const narrowed = atBounds(a);
  return narrowed === undefined ? bound : Math.max(bound, lowerBound(narrowed));
}

/** A sum that is never above `a`: with symbols that have bounds, which are older symbols', replaced by them. */
function atBounds(a: Dimension): Dimension | undefined {
  if (typeof a === 'number') return undefined;
  let least: Dimension | undefined;
  for (const { coefficient, factors } of a.terms) {
    const [atom, ...more] = factors;
    if (atom?.kind !== 'symbol' || !atom.bounds || more.length > 0) continue;
    const extremeOf = coefficient > 0 ? atom.bounds.least : subtract(atom.bounds.limit, 1);
    least = add(least ?? a, multiply(coefficient, subtract(extremeOf, atomic(atom))));
  }
  return least;
}

/** Every size is at least 1, a count and a quotient of sizes at least 0. */
function boundOfTerms(a: Dimension): number {
  let bound = 0;
  for (const { coefficient, factors } of terms(a)) {
    const value =
      coefficient > 0 ? factors.reduce((least, factor) => least * leastValue(factor), 1) : greatest(factors);
    if (Number.isNaN(value) || value === Infinity) return -Infinity;
    bound += coefficient * value;
  }
  return bound;
}

/** A value that the product of the factors is never above: a min of something and a number is at most the number. */
function greatest(factors: readonly Atom[]): number {
  const [atom, ...more] = factors;
  if (!atom) return 1;
  if (more.length > 0 || atom.kind !== 'min') return Infinity;
  const numbers = [atom.left, atom.right].filter((side) => typeof side === 'number');
  return Math.min(...numbers, Infinity);
}

const LEAST: Readonly<Record<Sort, number>> = { size: 1, count: 0, integer: NaN };

/** The least value of a factor that is never negative; NaN for the others. */
function leastValue(atom: Atom): number {
  if (atom.kind === 'symbol') return LEAST[atom.sort];
  if (!('divisor' in atom)) {
    const least = Math[atom.kind](lowerBound(atom.left), lowerBound(atom.right));
    return least < 0 ? NaN : least;
  }
  if (atom.kind === '%') return 1;
  const least = lowerBound(atom.numerator);
  if (least < 0 || lowerBound(atom.divisor) < 1) return NaN;
  return typeof atom.divisor === 'number' ? Math.floor(least / atom.divisor) : 0;
}

/**
 * min or max of two; decided where their difference has a known sign, and by max(a, min(a, b)) = a. It is written with
 * each of its parts once, in order: max(a, max(b, a)) = max(a, b).
 */
export function extreme(kind: 'min' | 'max', a: Dimension, b: Dimension): Dimension {
  const [first, second] = kind === 'max' ? [a, b] : [b, a];
  if (lowerBound(subtract(first, second)) >= 0) return a;
  if (lowerBound(subtract(second, first)) >= 0) return b;
  const other = kind === 'max' ? 'min' : 'max';
  if (partsOf(b, other).some((part) => equal(part, a))) return a;
  if (partsOf(a, other).some((part) => equal(part, b))) return b;
  const parts = new Map([...partsOf(a, kind), ...partsOf(b, kind)].map((part) => [keyOf(part), part]));
  const ordered = [...parts].sort(([one], [another]) => (one < another ? -1 : 1)).map(([, part]) => part);
  return ordered.reduceRight((right, left) =>
    atomic({ kind, key: `${kind}(${keyOf(left)},${keyOf(right)})`, left, right }),
  );
}

/** Those of which `whole` is min or max. */
function partsOf(whole: Dimension, kind: 'min' | 'max'): readonly Dimension[] {
  const [term, ...more] = terms(whole);
  const atom = term?.factors[0];
  if (!term || more.length > 0 || term.coefficient !== 1 || term.factors.length !== 1 || atom?.kind !== kind)
    return [whole];
  return [...partsOf(atom.left, kind), ...partsOf(atom.right, kind)];
}
