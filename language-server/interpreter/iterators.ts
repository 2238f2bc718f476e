import { add, multiply, subtract } from '../domain/dimension';
import { mentionedIn } from '../syntax/mentioned';
import { getAttribute } from './attributes';
import type { Builtin, BuiltinCall } from './builtin';
import { callValue } from './calls';
import { noArguments } from './arguments';
import { each, Each, type Elements, type Ending } from './each';
import { countOf, elementOf, endingOf, iterate, opened, rangeLength } from './iteration';
import type { Machine } from './machine';
import { anyNumberOfTimes } from './repetition';
import { isAsBefore, readLater, sourcesOf } from './sources';
import { truth } from './truth';
import { integer, list, tuple, UNKNOWN, type ListValue, type Value } from './value';

/** Elements that are read out of those of `from`, and made by `callee`, only when they are asked for. */
function iterator(elements: Elements, from: readonly Value[] = [], callee?: Value): Value {
  const made = list(elements, 'iterator');
  const called = callee?.kind === 'function' ? readLater(callee.scope, mentionedIn(callee.definition)) : [];
  const sources = [...from.flatMap(sourcesOf), ...called];
  return sources.length > 0 ? { ...made, sources } : made;
}

/** An iterator of unknown length, whose elements are made of those of `sources`, one of each. */
function alike(machine: Machine, sources: readonly Value[], combine: (parts: Value[]) => Value): Value {
  const { serial } = machine;
  const any = sources.map((source) => elementOf(machine, source, 'i'));
  const ending = combinedEnding(sources, any, combine);
  const [single, ...more] = sources;
  const count = single && more.length === 0 ? countOf(single) : undefined;
  return iterator(each(combine(any), serial, { made: sources.some(isMade), ending, count }), sources);
}

const isMade = (source: Value): boolean =>
  source.kind === 'list' && source.elements.value instanceof Each && source.elements.value.isMade;

/** Of two that end in their own way it is not known which ends first. */
function combinedEnding(
  sources: readonly Value[],
  any: readonly Value[],
  combine: (parts: Value[]) => Value,
): Ending | undefined {
  const endings = sources.map(endingOf);
  const [ending, ...more] = endings.filter((each) => each !== undefined);
  if (!ending || more.length > 0) return undefined;
  const at = endings.indexOf(ending);
  const { usual, last, certain } = ending;
  return { usual: combine(any.with(at, usual)), last: combine(any.with(at, last)), certain };
}

/** The number of any turn, counted from `first`. */
const turnFrom = (machine: Machine, first: Value): Value =>
  first.kind === 'integer' ? integer(add(first.value, machine.symbol('i', 'count'))) : UNKNOWN;

function enumerate({ machine, given }: BuiltinCall, iterable: Value = UNKNOWN, start?: Value): Value {
  const first = start ?? given.named.get('start') ?? integer(0);
  const source = opened(machine, iterable);
  const elements = iterate(machine, source);
  if (!elements) return alike(machine, [source], (parts) => tuple([turnFrom(machine, first), ...parts]));
  if (first.kind !== 'integer') return UNKNOWN;
  return iterator(
    elements.map((element, i) => tuple([integer(add(first.value, i)), element])),
    [source],
  );
}

/** `zip(*rows)`, where every row is a tuple of as many: what all have at one place, for each place. */
function transposed(rows: Each): Value {
  const { value: row, from, count } = rows;
  if (row.kind !== 'tuple') return UNKNOWN;
  return iterator(row.elements.map((part) => list(each(part, from, { count }), 'tuple')));
}

function zip({ machine, given }: BuiltinCall): Value {
  if (given.alike && given.positional.length === 0) return transposed(given.alike);
  const sources = given.positional.map((each) => opened(machine, each));
  const all = sources.map((each) => iterate(machine, each));
  if (!all.every((each) => each !== undefined)) return alike(machine, sources, tuple);
  const shortest = Math.min(...all.map((each) => each.length));
  return iterator(
    Array.from({ length: all.length ? shortest : 0 }, (_, i) => tuple(all.map((each) => each[i]!))),
    sources,
  );
}

/** Calls that stand for any number of them. */
function mapAlike(machine: Machine, sources: readonly Value[], call: (parts: Value[]) => Value): Value {
  let result: Value = UNKNOWN;
  anyNumberOfTimes(machine, () => {
    result = alike(machine, sources, call);
  });
  return result;
}

/** `map(f, a, b, …)`; f is called now, not when its result is asked for. */
function map({ machine, context }: BuiltinCall, callee: Value = UNKNOWN, ...iterables: (Value | undefined)[]): Value {
  const sources = iterables.map((each = UNKNOWN) => opened(machine, each));
  const all = sources.map((each) => iterate(machine, each));
  const call = (positional: Value[]): Value => callValue(machine, callee, { ...noArguments(), positional }, context);
  if (!all.every((each) => each !== undefined)) return mapAlike(machine, sources, call);
  const shortest = Math.min(...all.map((each) => each.length));
  const calls = Array.from({ length: all.length ? shortest : 0 }, (_, i) => all.map((each) => each[i]!));
  return iterator(calls.map(call), sources, callee);
}

/** `filter(f, iterable)`, known where each outcome is. */
function filter({ machine, context }: BuiltinCall, callee: Value = UNKNOWN, iterable: Value = UNKNOWN): Value {
  const elements = iterate(machine, iterable);
  const kept = (each: Value): boolean | undefined =>
    truth(
      callee.kind === 'none' ? each : callValue(machine, callee, { ...noArguments(), positional: [each] }, context),
    );
  const outcomes = elements?.map(kept);
  return iterator(
    outcomes?.every((outcome) => outcome !== undefined) ? elements?.filter((_, i) => outcomes[i]) : undefined,
    [iterable],
    callee,
  );
}

/** `next(iterator, default)`: the first of what is left. */
function next({ machine, context }: BuiltinCall, source: Value = UNKNOWN, otherwise: Value = UNKNOWN): Value {
  if (source.kind === 'instance') {
    const method = getAttribute(machine, source, '__next__', context.site);
    return method.kind === 'unknown' ? UNKNOWN : callValue(machine, method, noArguments(), context);
  }
  return source.kind === 'list' && source.type === 'iterator' ? advanced(machine, source, otherwise) : UNKNOWN;
}

/** Takes the next one out of an iterator. */
export function advanced(machine: Machine, value: ListValue, otherwise: Value): Value {
  const { elements } = value;
  if (!elements.value || !isAsBefore(sourcesOf(value))) return UNKNOWN;
  if (elements.value instanceof Each) return nextAlike(machine, elements, elements.value);
  const [first, ...rest] = elements.value;
  machine.store.write(elements, rest);
  return first ?? otherwise;
}

/** The first is a usual one where that is certain; of the others it is not known which is the last. */
function nextAlike({ store }: Machine, place: ListValue['elements'], elements: Each): Value {
  const { ending } = elements;
  if (!ending?.certain) return elements.read();
  store.write(place, each(elements.value, elements.from, { made: true }));
  return ending.usual;
}

/** `iter(iterable)`; an iterator is its own. */
function iter({ machine, context }: BuiltinCall, iterable: Value = UNKNOWN): Value {
  if (iterable.kind === 'list' && iterable.type === 'iterator') return iterable;
  if (iterable.kind === 'instance') {
    const method = getAttribute(machine, iterable, '__iter__', context.site);
    if (method.kind !== 'unknown') return callValue(machine, method, noArguments(), context);
  }
  const alike =
    iterable.kind === 'list' && iterable.elements.value instanceof Each ? iterable.elements.value : undefined;
  return iterator(alike ?? iterate(machine, iterable), [iterable]);
}

/** `reversed(sequence)`; a range of a size that is a symbol is one from its end. */
function reversed({ machine }: BuiltinCall, iterable: Value = UNKNOWN): Value {
  const known = iterate(machine, iterable);
  if (known) return iterator(known.toReversed(), [iterable]);
  if (iterable.kind !== 'range') return alike(machine, [iterable], ([part = UNKNOWN]) => part);
  const { start, step } = iterable;
  const length = rangeLength(iterable);
  if (length === undefined) return alike(machine, [iterable], ([part = UNKNOWN]) => part);
  const last = add(start, multiply(step, subtract(length, 1)));
  return { kind: 'range', start: last, stop: subtract(start, step), step: multiply(step, -1) };
}

/** Built-ins that give iterators. */
export const ITERATORS: Partial<Record<string, Builtin>> = {
  enumerate,
  zip,
  map,
  filter,
  next,
  iter,
  reversed,
};
