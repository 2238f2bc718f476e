/** The number of samples of a dataset of which nothing is known: it only says what a last batch is left with. */
import type { Dimension, SymbolAtom } from './dimension';
import { atomic, newSymbol } from './dimension';
import { symbolAtoms, substitute } from './symbols';

/** What it is called; nothing that a program names has such a name. */
const NAME = 'len(dataset)';

/** Before all symbols that an analysis makes. */
const FIRST = -1;

/** The length of any dataset. */
const ANY: Dimension = atomic({
  kind: 'symbol',
  key: NAME,
  name: NAME,
  serial: FIRST,
  sort: 'size',
  anonymous: false,
});

/** The length of one dataset. */
export const unknownLength = (): Dimension => newSymbol(NAME);

const isLength = ({ name }: SymbolAtom): boolean => name === NAME;

/** `a` as it is shown: `len(dataset)%64` whichever dataset it is. */
export const withoutDatasets = (a: Dimension): Dimension =>
  typeof a !== 'number' && symbolAtoms(a).some(isLength)
    ? substitute(a, (atom) => (isLength(atom) ? ANY : undefined))
    : a;
