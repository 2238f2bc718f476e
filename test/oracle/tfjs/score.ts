import type { Claim } from '../../../language-server/analysis';
import type { Dimension } from '../../../language-server/domain/dimension';
import { printDimension } from '../../../language-server/domain/print-dimension';
import { substitute } from '../../../language-server/domain/symbols';
import { printShape } from '../../../language-server/domain/shape';
import type { Recorded } from './run';

/** What the checker knew of the shapes that a program had. */
export interface Score {
  total: number;
  known: number;
  wrong: string[];
  unknown: string[];
}

const isSymbol = (size: Dimension): boolean => /^[A-Za-z_]\w*$/.test(printDimension(size));

/** Whether the sizes can be these: numbers are equal, a symbol has one value; the batch that is null is no number. */
export function fits(claimed: readonly Dimension[], shape: readonly (number | null)[]): boolean {
  if (claimed.length !== shape.length) return false;
  const bound = new Map<string, number | null>();
  const agrees = claimed.every((size, i) => {
    const actual = shape[i] ?? null;
    if (typeof size === 'number') return size === actual || (actual === null && i > 0);
    if (!isSymbol(size)) return true;
    const name = printDimension(size);
    if (!bound.has(name)) bound.set(name, actual);
    return bound.get(name) === actual;
  });
  return agrees && claimed.every((size, i) => formulaFits(size, shape[i] ?? null, bound));
}

/** A formula of symbols that are all known. */
function formulaFits(size: Dimension, actual: number | null, bound: ReadonlyMap<string, number | null>): boolean {
  const value = substitute(size, ({ name }) => bound.get(name) ?? undefined);
  return typeof value !== 'number' || value === actual || actual === null;
}

/** Holds claims to what was recorded: of several for one place one must fit. */
export function score(rows: readonly Recorded[], claims: readonly Claim[]): Score {
  const result: Score = { total: 0, known: 0, wrong: [], unknown: [] };
  const seen = new Set<string>();
  for (const row of rows) {
    const key = JSON.stringify(row);
    if (seen.has(key)) continue;
    seen.add(key);
    grade(row, claims, result);
  }
  return result;
}

function grade({ line, name, shape }: Recorded, claims: readonly Claim[], result: Score): void {
  const here = claims.filter((claim) => claim.line === line && claim.name === name);
  const told = here.flatMap((claim) => (claim.shape && !claim.shape.open ? [claim.shape] : []));
  const place = `${line} ${name}: (${shape.join(', ')})`;
  result.total += 1;
  if (told.length === 0) result.unknown.push(place);
  else if (told.some(({ dimensions }) => fits(dimensions, shape))) result.known += 1;
  else if (here.length === told.length) result.wrong.push(`${place}, claimed ${told.map(printShape).join(' | ')}`);
  else result.unknown.push(place);
}
