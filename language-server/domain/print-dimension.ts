/** A dimension as text. */
import type { Atom, Dimension, Term } from './dimension';
import { singleSymbol } from './symbols';

/** As Python would compute it: `H//2`, `C*4`, `(H + 1)//2`. */
export function printDimension(a: Dimension): string {
  if (typeof a === 'number') return String(a);
  const ordered = [...a.terms].sort(
    (x, y) => Number(x.coefficient < 0) - Number(y.coefficient < 0) || y.factors.length - x.factors.length,
  );
  return ordered.map(printTerm).join(' + ').replace(/\+ -/g, '- ');
}

function printTerm({ coefficient, factors }: Term): string {
  const alone = coefficient === 1 && factors.length === 1;
  const names = factors.map((atom) => printAtom(atom, alone));
  if (names.length === 0) return String(coefficient);
  const plain = names.join('*');
  if (Math.abs(coefficient) === 1) return coefficient < 0 ? `-${plain}` : plain;
  return names.at(-1)!.includes('//')
    ? `${coefficient}*${plain}`
    : `${plain}*${coefficient}`.replace(/^(.*)\*-(\d+)$/, '-$1*$2');
}

/** A quotient that is not alone stands in brackets. */
function printAtom(atom: Atom, alone: boolean): string {
  if (atom.kind === 'symbol') return atom.key;
  if (!('divisor' in atom)) return `${atom.kind}(${printDimension(atom.left)}, ${printDimension(atom.right)})`;
  const part = (a: Dimension): string =>
    singleSymbol(a) || (typeof a === 'number' && a >= 0) ? printDimension(a) : `(${printDimension(a)})`;
  const text = `${part(atom.numerator)}${atom.kind}${part(atom.divisor)}`;
  return alone ? text : `(${text})`;
}
