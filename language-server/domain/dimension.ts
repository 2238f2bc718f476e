/**
 * Sizes of axes: integers, and integer polynomials over named symbols, floor divisions, minima and maxima.
 * Polynomials are kept in a normal form, so that equal ones have equal keys.
 */

export interface SymbolAtom {
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

export type Atom = SymbolAtom | DivisionAtom | ExtremeAtom;

export interface Term {
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
export const atomic = (atom: Atom): Dimension => new Polynomial([{ coefficient: 1, factors: [atom] }]);

export const terms = (dimension: Dimension): readonly Term[] =>
  typeof dimension !== 'number' ? dimension.terms : dimension === 0 ? [] : [{ coefficient: dimension, factors: [] }];

/** The dimension that is the sum of `parts`: like terms collected, zeros dropped, in the order of their keys. */
export function sum(parts: Iterable<Term>): Dimension {
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

export const negate = (a: Dimension): Dimension => multiply(a, -1);
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

export const keyOf = (a: Dimension): string => (typeof a === 'number' ? String(a) : a.key);

/** Whether the two are equal for every value of their symbols. */
export const equal = (a: Dimension, b: Dimension): boolean => a === b || keyOf(a) === keyOf(b);
