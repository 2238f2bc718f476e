/** A row's cells as numbers: one for a number, a column of its own for each category. */
import type { Fillable, FillBy } from '../imputation';
import type { Coded } from '../known-categories';
import type { Column } from './plan';
import type { Profile } from './profile';
import type { TableSettings } from './settings';
import { parserOf } from './values';

/** What a column becomes. */
export interface Feature {
  column: Column;
  /** What each of its channels is called. */
  names: string[];
  scalable: boolean[];
  /** What its numbers stand for, from 0; null where they are numbers, or ask for one category each. */
  texts: string[] | null;
  /** Its categories, counted from its first channel. */
  coded: Coded | null;
  /** The channels that are missing together, counted from its first. */
  fillable: Fillable | null;
  /**
   * Writes a cell's numbers from `to[at]`, which are 0 before; a value that is missing is NaN.
   * @param cell null where it is missing
   * @returns false if the cell is not what its column holds
   */
  write(cell: string | null, to: Float32Array, at: number): boolean;
}

/** With what numbers, and with what categories are filled. */
const fillings: Record<TableSettings['missing'], { number: FillBy; category: FillBy }> = {
  auto: { number: 'median', category: 'mostFrequent' },
  drop: { number: 'median', category: 'mostFrequent' },
  mean: { number: 'mean', category: 'mostFrequent' },
  median: { number: 'median', category: 'mostFrequent' },
  mostFrequent: { number: 'mostFrequent', category: 'mostFrequent' },
  zero: { number: 'zero', category: 'zero' },
  category: { number: 'median', category: 'mostFrequent' },
};

const MISSING = '(missing)';

export function featuresOf(profile: Profile, settings: TableSettings, decimal: '.' | ','): Feature[] {
  return profile.inputs.map((column) => {
    const { kind } = column;
    if (kind !== 'category') return numeric(column, kind, profile, settings, decimal);
    return settings.categories === 'oneHot' ? oneHot(column, profile, settings) : ordinal(column, profile, settings);
  });
}

function numeric(
  column: Column,
  kind: Exclude<Column['kind'], 'category'>,
  profile: Profile,
  { missing }: TableSettings,
  decimal: '.' | ',',
): Feature {
  const parse = parserOf(kind);
  const isTold = missing === 'category' && profile.withMissing.has(column.at);
  const by = fillings[missing][kind === 'boolean' && missing !== 'zero' ? 'category' : 'number'];
  return {
    column,
    texts: kind === 'boolean' ? ['false', 'true'] : null,
    coded: isTold ? { at: 1, width: 1, numbers: 0 } : null,
    names: isTold ? [column.name, `${column.name}=${MISSING}`] : [column.name],
    scalable: isTold ? [kind !== 'boolean', false] : [kind !== 'boolean'],
    fillable: { at: 0, width: 1, by },
    write(cell, to, at) {
      const value = cell === null ? NaN : parse(cell, decimal);
      to[at] = value;
      if (isTold) to[at + 1] = Number(cell === null);
      return cell === null || !Number.isNaN(value);
    },
  };
}

/** Whether what is missing is a category like the others. */
const isOwn = ({ missing }: TableSettings): boolean => missing === 'auto' || missing === 'category';

/** The categories' places, and that of what is missing, where it has one. */
function placesOf({ at }: Column, profile: Profile, settings: TableSettings): Map<string | null, number> {
  const texts: (string | null)[] = [...profile.categories.get(at)!];
  if (isOwn(settings) && profile.withMissing.has(at)) texts.push(null);
  return new Map(texts.map((text, place) => [text, place]));
}

/** A text that the training file does not have is none of the categories: 0 in all. So is one that only other parts have. */
function oneHot(column: Column, profile: Profile, settings: TableSettings): Feature {
  const places = placesOf(column, profile, settings);
  const width = places.size;
  const names = [...places.keys()].map((text) => `${column.name}=${text ?? MISSING}`);
  return {
    ...{ column, names, scalable: names.map(() => false), texts: null, coded: { at: 0, width, numbers: 0 } },
    fillable: width ? { at: 0, width, by: fillings[settings.missing].category } : null,
    write(cell, to, at) {
      const place = places.get(cell);
      if (place !== undefined) to[at + place] = 1;
      else if (cell === null && !isOwn(settings)) to.fill(NaN, at, at + width);
      return true;
    },
  };
}

/** A text that the training file does not have is as if it were missing. */
function ordinal(column: Column, profile: Profile, settings: TableSettings): Feature {
  const places = placesOf(column, profile, settings);
  return {
    column,
    names: [column.name],
    texts: [...places.keys()].map((text) => text ?? MISSING),
    scalable: [true],
    coded: { at: 0, width: 0, numbers: places.size },
    fillable: { at: 0, width: 1, by: fillings[settings.missing].category },
    write(cell, to, at) {
      to[at] = places.get(cell) ?? NaN;
      return true;
    },
  };
}
