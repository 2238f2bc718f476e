/** All numbers in JSON, which has no NaN and no infinity: these are written by name. */
import * as v from 'valibot';

const named = { NaN, Infinity, '-Infinity': -Infinity };
type Name = keyof typeof named;

export const anyNumber = v.union([
  v.number(),
  v.pipe(
    v.picklist(Object.keys(named) as Name[]),
    v.transform((name) => named[name]),
  ),
]);

/** As {@link anyNumber} reads it. */
export const written = (value: number): number | Name => (Number.isFinite(value) ? value : (String(value) as Name));
