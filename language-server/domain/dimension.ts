/**
 * Sizes of axes: integers, and integer polynomials over named symbols, floor divisions, remainders, minima and maxima.
 * Polynomials are kept in a normal form, so that equal ones have equal keys.
 */

/** What a symbol may be: an axis' size, hence at least 1; a number of things that are found, at least 0; any integer. */
export type Sort = 'size' | 'count' | 'integer';

export interface SymbolAtom {
  kind: 'symbol';
  /** Its name and its serial, marked so that {@link SYMBOL} finds it in a text. */
  key: string;
  name: string;
  /** Order of creation; a later symbol has a larger one. */
  serial: number;
  sort: Sort;
  /** Whether no name of the program stands behind it. */
  anonymous: boolean;
  /** What it is, where more is known than its sort says. */
  bounds?: Bounds;
}

/** Of integers: from `least` to below `limit`. */
export interface Bounds {
  least: Dimension;
  limit: Dimension;
}

interface DivisionAtom {
  /** The quotient rounded down; what it leaves over, where that is a size. */
  kind: '//' | '%';
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
  /** @param weight how many symbols are written in it, each as often as it is */
  constructor(
    readonly terms: readonly Term[],
    readonly weight: number,
  ) {
    this.key = terms.map(({ coefficient, factors }) => `${coefficient}*${monomialKey(factors)}`).join('+');
  }
}

export type Dimension = number | Polynomial;

/** More terms than any formula of sizes has; past it a number is a new symbol, which nothing is known about. */
const MAX_TERMS = 24;

/** More symbols than any formula of sizes has: squares of squares would fill the memory. Past it a number is a new one, too. */
const MAX_WEIGHT = 500;

const weightOf = (factors: readonly Atom[]): number =>
  factors.reduce((total, atom) => total + (atom.kind === 'symbol' ? 1 : weightOfParts(atom)), 0);

function weightOfParts(atom: DivisionAtom | ExtremeAtom): number {
  const parts = 'divisor' in atom ? [atom.numerator, atom.divisor] : [atom.left, atom.right];
  return parts.reduce<number>((total, part) => total + (typeof part === 'number' ? 0 : part.weight), 1);
}

let serial = 0;

/** Symbols that are made from now on have this serial or a larger one; no two that ever meet may have the same. */
export function restartSymbols(first = 0): void {
  serial = first;
}

/** How many symbols there are: those created from now on have this serial or a larger one. */
export const symbolSerial = (): number => serial;

/** A symbol in a text: what it is called, and what tells it from others of that name. */
export const SYMBOL = /\u{E000}(\S*) (\w+)\u{E001}/gu;

/** Digits of a serial: as many in every key, so that the order of keys is that of serials. */
const DIGITS = 16;

/** Symbols may share a name until what is shown of a program gives each one of its own. */
const keyOfSymbol = (name: string, own: number): string => `\u{E000}${name} ${`${own}`.padStart(DIGITS, '0')}\u{E001}`;

/** A symbol that others may share their name with. */
export function newSymbol(name: string, sort: Sort = 'size', anonymous = false, bounds?: Bounds): Dimension {
  const own = serial++;
  const key = keyOfSymbol(name, own);
  return atomic({ kind: 'symbol', key, name, serial: own, sort, anonymous, ...(bounds && { bounds }) });
}

/** The same size under a name that no other has. */
export const readable = ({ sort, anonymous }: Pick<SymbolAtom, 'sort' | 'anonymous'>, name: string): Dimension =>
  atomic({ kind: 'symbol', key: name, name, serial: serial++, sort, anonymous });

/** A symbol whose name no other has. */
export const symbol = (name: string, sort: Sort = 'size'): Dimension => readable({ sort, anonymous: false }, name);

/** What sizes without a name are called until they have a number: nothing that a program can name. */
export const ANONYMOUS = 'n?';

/** A size that nothing is known about. */
export const unknownDimension = (): Dimension => newSymbol(ANONYMOUS, 'size', true);

/** How many of something there are, which may be none. */
export const unknownCount = (): Dimension => newSymbol(ANONYMOUS, 'count', true);

/** A number of any sign that nothing is known about. */
export const unknownInteger = (): Dimension => newSymbol(ANONYMOUS, 'integer', true);

const monomialKey = (factors: readonly Atom[]): string => factors.map(({ key }) => key).join('*');
export const atomic = (atom: Atom): Dimension => bounded([{ coefficient: 1, factors: [atom] }]);

/** The polynomial of terms that are collected and in order. */
function bounded(collected: readonly Term[]): Dimension {
  const weight = collected.reduce((total, { factors }) => total + weightOf(factors), 0);
  return weight > MAX_WEIGHT ? unknownInteger() : new Polynomial(collected, weight);
}

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
  return bounded(left.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, term]) => term));
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
