/** The symbols that a dimension is made of. */
import { add, atomic, multiply, product, terms, type Atom, type Dimension, type SymbolAtom } from './dimension';
import { floorDivide, remainder } from './division';
import { extreme } from './order';

/** The symbols of `a`. */
export function symbolAtoms(a: Dimension): SymbolAtom[] {
  if (typeof a === 'number') return [];
  const ofAtom = (atom: Atom): SymbolAtom[] => {
    if (atom.kind === 'symbol') return [atom];
    const parts = 'divisor' in atom ? [atom.numerator, atom.divisor] : [atom.left, atom.right];
    return parts.flatMap(symbolAtoms);
  };
  return terms(a).flatMap(({ factors }) => factors.flatMap(ofAtom));
}

/** The serials of the symbols of `a`. */
export const symbolsOf = (a: Dimension): number[] => symbolAtoms(a).map(({ serial: each }) => each);

/** The symbol that `a` consists of. */
export function singleSymbol(a: Dimension): SymbolAtom | undefined {
  const [term, ...more] = terms(a);
  const atom = term?.factors[0];
  const single = more.length === 0 && term?.coefficient === 1 && term.factors.length === 1;
  return single && atom?.kind === 'symbol' ? atom : undefined;
}

/**
 * The key of a formula of nothing but sizes without a name, which says no more than another such size would; `named` are
 * the keys of those that have one after all.
 */
export function anonymousFormula(a: Dimension, named: ReadonlyMap<string, unknown>): string | undefined {
  if (typeof a === 'number' || singleSymbol(a)) return undefined;
  return symbolAtoms(a).every(({ anonymous, key }) => anonymous && !named.has(key)) ? a.key : undefined;
}

/** Whether `a` depends on a size without a name. */
export const isAnonymous = (a: Dimension): boolean => symbolAtoms(a).some(({ anonymous }) => anonymous);

const DIVISIONS = { '//': floorDivide, '%': remainder };

/** Whether `a` depends on what a division leaves over. */
export const isRemainder = (a: Dimension): boolean =>
  terms(a).some(({ factors }) => factors.some(({ kind }) => kind === '%'));

/** `a` with every symbol replaced by what `values` gives for it. */
export function substitute(a: Dimension, values: (symbol: SymbolAtom) => Dimension | undefined): Dimension {
  const ofAtom = (atom: Atom): Dimension => {
    if (atom.kind === 'symbol') return values(atom) ?? atomic(atom);
    if ('divisor' in atom)
      return DIVISIONS[atom.kind](substitute(atom.numerator, values), substitute(atom.divisor, values));
    return extreme(atom.kind, substitute(atom.left, values), substitute(atom.right, values));
  };
  return terms(a).reduce<Dimension>(
    (total, { coefficient, factors }) => add(total, multiply(coefficient, product(factors.map(ofAtom)))),
    0,
  );
}
