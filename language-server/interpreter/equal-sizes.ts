import { equal, type Dimension } from '../domain/dimension';
import { singleSymbol, substitute } from '../domain/symbols';
import type { Machine } from './machine';
import { refineCell } from './refinements';
import type { Scope } from './scope';
import type { Cell } from './store';
import { unplacedIn } from './unplaced-sizes';
import { byKind, integer, type ByKind, type Value } from './value';

/** Once two sizes are known to be equal, all that this function's variables hold has one for the other. */
export function equate(machine: Machine, a: Dimension, b: Dimension): void {
  const [symbol, size] = replaced(a, b) ?? [];
  if (symbol === undefined || size === undefined) return;
  for (const { variables } of scopesOf(machine.frame.scope))
    for (const [, cell] of variables) refineIn(machine, cell, symbol, size);
}

function refineIn(machine: Machine, cell: Cell<Value | undefined>, symbol: string, size: Dimension): void {
  const { value } = cell;
  const refined = value && withSize(value, symbol, size);
  const before = unplacedIn(machine, cell);
  const unplaced = before.map((each) => ({
    ...each,
    sizes: each.sizes.map((own) => own && replacing(symbol, size)(own)),
  }));
  if (refined && (refined !== value || before.length > 0))
    refineCell(machine, cell, refined === value ? { ...value } : refined, unplaced);
}

/** Which symbol gives way to what: to a number, or the one that came later to the other. */
function replaced(a: Dimension, b: Dimension): [key: string, size: Dimension] | undefined {
  const [left, right] = [singleSymbol(a), singleSymbol(b)];
  if (equal(a, b)) return undefined;
  if (left && typeof b === 'number') return [left.key, b];
  if (right && typeof a === 'number') return [right.key, a];
  if (!left || !right) return undefined;
  const givesWay = left.anonymous === right.anonymous ? left.serial > right.serial : left.anonymous;
  return givesWay ? [left.key, b] : [right.key, a];
}

/** The scopes of the function that runs; a module has too many variables to look at for one test. */
function scopesOf(scope: Scope): Scope[] {
  if (scope.kind === 'function') return [scope];
  return scope.kind === 'block' && scope.parent ? [scope, ...scopesOf(scope.parent)] : [];
}

const replacing =
  (symbol: string, size: Dimension) =>
  (each: Dimension): Dimension =>
    typeof each !== 'number' && each.key.includes(symbol)
      ? substitute(each, ({ key }) => (key === symbol ? size : undefined))
      : each;

/** The value with `size` for the symbol; itself where the symbol is not in it. */
const withSize = (value: Value, symbol: string, size: Dimension): Value =>
  byKind(PARTS, value, replacing(symbol, size)) ?? value;

const PARTS: ByKind<[(each: Dimension) => Dimension], Value> = {
  integer: (each, of) => (of(each.value) === each.value ? each : integer(of(each.value))),
  unknown: (each, of) =>
    each.size === undefined || of(each.size) === each.size ? each : { kind: 'unknown', size: of(each.size) },
  tensor: (each, of) => {
    const dimensions = each.shape.dimensions.map(of);
    const changed = dimensions.some((size, i) => size !== each.shape.dimensions[i]);
    return changed ? { ...each, shape: { ...each.shape, dimensions } } : each;
  },
  tuple: (each, of) => {
    const elements = each.elements.map((element) => byKind(PARTS, element, of) ?? element);
    return elements.some((element, i) => element !== each.elements[i]) ? { ...each, elements } : each;
  },
};
