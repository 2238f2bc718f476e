/**
 * Sizes of axes: integers, and integer polynomials over named symbols, floor divisions, minima and maxima.
 * Polynomials are kept in a normal form, so that equal ones have equal keys.
 */

interface SymbolAtom {
  kind: 'symbol';
  key: string;
  /** Order of creation; a later symbol has a larger one. */
  serial: number;
  /** Whether it is an axis' size, hence at least 1; other integers may have any sign. */
  size: boolean;
  /** Whether no name of the program stands behind it. */
  anonymous: boolean;
}

interface DivisionAtom {
  kind: '//';
  key: string;
  numerator: Dimension;
  divisor: Dimension;
}

interface ExtremeAtom {
  kind: 'min' | 'max';
  key: string;
  left: Dimension;
  right: Dimension;
}

type Atom = SymbolAtom | DivisionAtom | ExtremeAtom;

interface Term {
  coefficient: number;
  /** Sorted by key; a power is a repetition. */
  factors: readonly Atom[];
}

class Polynomial {
  readonly key: string;
  constructor(readonly terms: readonly Term[]) {
    this.key = terms.map(({ coefficient, factors }) => `${coefficient}*${monomialKey(factors)}`).join('+');
  }
}

export type Dimension = number | Polynomial;

/** More terms than any formula of sizes has; past it a number is a new symbol, which nothing is known about. */
const MAX_TERMS = 24;

let serial = 0;

/** Begins anew for another program, none of whose symbols meets one of those before: the same text, the same names. */
export function restartSymbols(): void {
  serial = 0;
}

/** How many symbols there are: those created from now on have this serial or a larger one. */
export const symbolSerial = (): number => serial;

export const symbol = (name: string, size = true, anonymous = false): Dimension =>
  atomic({ kind: 'symbol', key: name, serial: serial++, size, anonymous });

/** A size that nothing is known about. */
export const unknownDimension = (): Dimension => symbol(`n${serial}`, true, true);

/** A number of any sign that nothing is known about. */
const unknownInteger = (): Dimension => symbol(`n${serial}`, false, true);

const monomialKey = (factors: readonly Atom[]): string => factors.map(({ key }) => key).join('*');
const atomic = (atom: Atom): Dimension => new Polynomial([{ coefficient: 1, factors: [atom] }]);

const terms = (dimension: Dimension): readonly Term[] =>
  typeof dimension !== 'number' ? dimension.terms : dimension === 0 ? [] : [{ coefficient: dimension, factors: [] }];

/** The dimension that is the sum of `parts`: like terms collected, zeros dropped, in the order of their keys. */
function sum(parts: Iterable<Term>): Dimension {
  const collected = new Map<string, Term>();
  for (const { coefficient, factors } of parts) {
    const key = monomialKey(factors);
    collected.set(key, { coefficient: coefficient + (collected.get(key)?.coefficient ?? 0), factors });
  }
  const left = [...collected].filter(([, { coefficient }]) => coefficient !== 0);
  if (left.length > MAX_TERMS || left.some(([, term]) => !Number.isSafeInteger(term.coefficient))) {
    return unknownInteger();
  }
  if (left.length === 0) return 0;
  if (left.length === 1 && left[0]![0] === '') return left[0]![1].coefficient;
  return new Polynomial(left.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, term]) => term));
}

export const add = (a: Dimension, b: Dimension): Dimension =>
  typeof a === 'number' && typeof b === 'number' ? a + b : sum([...terms(a), ...terms(b)]);

const negate = (a: Dimension): Dimension => multiply(a, -1);
export const subtract = (a: Dimension, b: Dimension): Dimension => add(a, negate(b));

export function multiply(a: Dimension, b: Dimension): Dimension {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  const [left, right] = [terms(a), terms(b)];
  if (left.length * right.length > MAX_TERMS ** 2) return unknownInteger();
  const products = left.flatMap((x) =>
    right.map((y) => ({
      coefficient: x.coefficient * y.coefficient,
      factors: [...x.factors, ...y.factors].sort((p, q) => (p.key < q.key ? -1 : 1)),
    })),
  );
  return sum(products);
}

export const product = (dimensions: readonly Dimension[]): Dimension => dimensions.reduce(multiply, 1);

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

const divisionAtom = (numerator: Dimension, divisor: Dimension): Dimension =>
  atomic({ kind: '//', key: `(${keyOf(numerator)})//(${keyOf(divisor)})`, numerator, divisor });

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

/** Python's modulo: a − b⌊a/b⌋. */
export const modulo = (a: Dimension, b: Dimension): Dimension => subtract(a, multiply(b, floorDivide(a, b)));
export const ceilDivide = (a: Dimension, b: Dimension): Dimension => negate(floorDivide(negate(a), b));

/** min or max of two; decided where their difference has a known sign, and by max(a, min(a, b)) = a. */
export function extreme(kind: 'min' | 'max', a: Dimension, b: Dimension): Dimension {
  const least = lowerBound(subtract(a, b));
  if (least >= 0) return kind === 'max' ? a : b;
  if (lowerBound(subtract(b, a)) >= 0) return kind === 'max' ? b : a;
  const other = kind === 'max' ? 'min' : 'max';
  if (isPartOf(a, b, other)) return a;
  if (isPartOf(b, a, other)) return b;
  const [left, right] = keyOf(a) < keyOf(b) ? [a, b] : [b, a];
  return atomic({ kind, key: `${kind}(${keyOf(left)},${keyOf(right)})`, left, right });
}

/** Whether `whole` is min (or max) of `part` and something else. */
function isPartOf(part: Dimension, whole: Dimension, kind: 'min' | 'max'): boolean {
  const [term, ...more] = terms(whole);
  const atom = term?.factors[0];
  if (!term || more.length > 0 || term.coefficient !== 1 || term.factors.length !== 1 || atom?.kind !== kind)
    return false;
  return equal(atom.left, part) || equal(atom.right, part);
}

const keyOf = (a: Dimension): string => (typeof a === 'number' ? String(a) : a.key);

/** Whether the two are equal for every value of their symbols. */
export const equal = (a: Dimension, b: Dimension): boolean => a === b || keyOf(a) === keyOf(b);

/** Whether the two differ for every value of their symbols. */
export function different(a: Dimension, b: Dimension): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a !== b;
  const difference = sign(subtract(a, b));
  return difference !== undefined && difference !== 0;
}

/** The sign of `a` if it is the same for all sizes ≥ 1: −1, 0 or 1. */
export function sign(a: Dimension): -1 | 0 | 1 | undefined {
  if (typeof a === 'number') return a === 0 ? 0 : a < 0 ? -1 : 1;
  if (lowerBound(a) > 0) return 1;
  return lowerBound(negate(a)) > 0 ? -1 : undefined;
}

/** A bound that `a` never falls below: every size is at least 1, and a quotient of sizes at least 0. */
function lowerBound(a: Dimension): number {
  let bound = 0;
  for (const { coefficient, factors } of terms(a)) {
    const least = factors.reduce((value, factor) => value * leastValue(factor), 1);
    if (coefficient > 0 ? Number.isNaN(least) : factors.length > 0) return -Infinity;
    bound += coefficient * least;
  }
  return bound;
}

/** The least value of a factor that is never negative; NaN for the others. */
function leastValue(atom: Atom): number {
  if (atom.kind === 'symbol') return atom.size ? 1 : NaN;
  if (atom.kind !== '//') {
    const least = Math[atom.kind](lowerBound(atom.left), lowerBound(atom.right));
    return least < 0 ? NaN : least;
  }
  const least = lowerBound(atom.numerator);
  if (least < 0 || lowerBound(atom.divisor) < 1) return NaN;
  return typeof atom.divisor === 'number' ? Math.floor(least / atom.divisor) : 0;
}

/** The symbols of `a`. */
function symbolAtoms(a: Dimension): SymbolAtom[] {
  const ofAtom = (atom: Atom): SymbolAtom[] => {
    if (atom.kind === 'symbol') return [atom];
    const parts = atom.kind === '//' ? [atom.numerator, atom.divisor] : [atom.left, atom.right];
    return parts.flatMap(symbolAtoms);
  };
  return terms(a).flatMap(({ factors }) => factors.flatMap(ofAtom));
}

/** The serials of the symbols of `a`. */
export const symbolsOf = (a: Dimension): number[] => symbolAtoms(a).map(({ serial: each }) => each);

/** The key of a formula of nothing but sizes without a name, which says no more than another such size would. */
export function anonymousFormula(a: Dimension): string | undefined {
  if (typeof a === 'number' || /^1\*n\d+$/.test(a.key)) return undefined;
  return symbolAtoms(a).every(({ anonymous }) => anonymous) ? a.key : undefined;
}

/** Whether `a` depends on a size without a name. */
export const isAnonymous = (a: Dimension): boolean => symbolAtoms(a).some(({ anonymous }) => anonymous);

/** `a` with every symbol replaced by what `values` gives for its name. */
export function substitute(a: Dimension, values: (name: string) => Dimension | undefined): Dimension {
  const ofAtom = (atom: Atom): Dimension => {
    if (atom.kind === 'symbol') return values(atom.key) ?? atomic(atom);
    if (atom.kind === '//') return floorDivide(substitute(atom.numerator, values), substitute(atom.divisor, values));
    return extreme(atom.kind, substitute(atom.left, values), substitute(atom.right, values));
  };
  return terms(a).reduce<Dimension>(
    (total, { coefficient, factors }) => add(total, multiply(coefficient, product(factors.map(ofAtom)))),
    0,
  );
}

/** As Python would compute it: `H//2`, `C*4`, `(H + 1)//2`. */
export function printDimension(a: Dimension): string {
  if (typeof a === 'number') return String(a);
  const ordered = [...a.terms].sort(
    (x, y) => Number(x.coefficient < 0) - Number(y.coefficient < 0) || y.factors.length - x.factors.length,
  );
  return ordered.map(printTerm).join(' + ').replace(/\+ -/g, '- ');
}

function printTerm({ coefficient, factors }: Term): string {
  const names = factors.map(printAtom);
  if (names.length === 0) return String(coefficient);
  const plain = names.join('*');
  if (Math.abs(coefficient) === 1) return coefficient < 0 ? `-${plain}` : plain;
  return names.at(-1)!.includes('//')
    ? `${coefficient}*${plain}`
    : `${plain}*${coefficient}`.replace(/^(.*)\*-(\d+)$/, '-$1*$2');
}

function printAtom(atom: Atom, index: number, all: readonly unknown[]): string {
  if (atom.kind === 'symbol') return atom.key;
  if (atom.kind !== '//') return `${atom.kind}(${printDimension(atom.left)}, ${printDimension(atom.right)})`;
  const part = (a: Dimension): string =>
    /^\w+$/.test(printDimension(a)) ? printDimension(a) : `(${printDimension(a)})`;
  const text = `${part(atom.numerator)}//${part(atom.divisor)}`;
  return all.length > 1 ? `(${text})` : text;
}
