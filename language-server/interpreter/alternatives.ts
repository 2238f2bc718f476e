/** What is one of several values that no one value describes: whoever calls it calls one of them. */
import { UNKNOWN, type Value } from './value';

/** The kinds through which code of the program is reached, or what may be changed. */
const REACHING: ReadonlySet<Value['kind']> = new Set([
  'instance',
  'function',
  'bound',
  'method',
  'partial',
  'class',
  'list',
  'dictionary',
]);

const isReaching = (value: Value): boolean =>
  REACHING.has(value.kind) || (value.kind === 'unknown' && value.among !== undefined);

const alternativesIn = (value: Value): readonly Value[] =>
  value.kind === 'unknown' ? (value.among ?? [UNKNOWN]) : [value];

/** One of two values, or of those that they are among; nothing is kept of values that are data alone. */
export function oneOf(a: Value, b: Value, isSame: (one: Value, other: Value) => boolean): Value {
  if (!isReaching(a) && !isReaching(b)) return UNKNOWN;
  const known = alternativesIn(a);
  const added = alternativesIn(b).filter((each) => !known.some((one) => isSame(one, each)));
  return added.length === 0 && a.kind === 'unknown' ? a : { kind: 'unknown', among: [...known, ...added] };
}

/** One of several, nobody knows which; undefined where none of them reaches anything. */
export const oneAmong = (values: readonly Value[]): Value | undefined =>
  values.some(isReaching) ? { kind: 'unknown', among: values.flatMap(alternativesIn) } : undefined;

/** Those that can be called or asked for something: None cannot. */
export const usable = (among: readonly Value[]): readonly Value[] => among.filter(({ kind }) => kind !== 'none');
