import { add } from '../domain/dimension';
import { getAttribute } from './attributes';
import type { Builtin, BuiltinCall } from './builtin';
import { callValue, noArguments } from './calls';
import { each, Each, type Elements } from './each';
import { elementOf, iterate } from './iteration';
import type { Machine } from './machine';
import { truth } from './truth';
import { integer, list, tuple, UNKNOWN, type Value } from './value';

const iterator = (elements: Elements): Value => list(elements, 'iterator');

/** An iterator of unknown length, whose elements are such. */
function alike({ serial }: Machine, element: () => Value): Value {
  return iterator(each(element(), serial));
}

function enumerate({ machine, given }: BuiltinCall, iterable: Value = UNKNOWN, start?: Value): Value {
  const first = start ?? given.named.get('start') ?? integer(0);
  const elements = iterate(machine, iterable);
  if (!elements) return alike(machine, () => tuple([UNKNOWN, elementOf(machine, iterable, 'i')]));
  if (first.kind !== 'integer') return UNKNOWN;
  return iterator(elements.map((element, i) => tuple([integer(add(first.value, i)), element])));
}

function zip({ machine, given }: BuiltinCall): Value {
  const all = given.positional.map((each) => iterate(machine, each));
  if (!all.every((each) => each !== undefined))
    return alike(machine, () => tuple(given.positional.map((each) => elementOf(machine, each, 'i'))));
  const shortest = Math.min(...all.map((each) => each.length));
  return iterator(Array.from({ length: all.length ? shortest : 0 }, (_, i) => tuple(all.map((each) => each[i]!))));
}

/** `map(f, a, b, …)`; f is called now, not when its result is asked for. */
function map({ machine, context }: BuiltinCall, callee: Value = UNKNOWN, ...iterables: (Value | undefined)[]): Value {
  const all = iterables.map((each = UNKNOWN) => iterate(machine, each));
  if (!all.every((each) => each !== undefined)) return iterator(undefined);
  const shortest = Math.min(...all.map((each) => each.length));
  const calls = Array.from({ length: all.length ? shortest : 0 }, (_, i) => all.map((each) => each[i]!));
  return iterator(calls.map((positional) => callValue(machine, callee, { ...noArguments(), positional }, context)));
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
  );
}

/** `next(iterator, default)`: the first of what is left. */
function next({ machine, context }: BuiltinCall, source: Value = UNKNOWN, otherwise: Value = UNKNOWN): Value {
  if (source.kind === 'instance') {
    const method = getAttribute(machine, source, '__next__', context.site);
    return method.kind === 'unknown' ? UNKNOWN : callValue(machine, method, noArguments(), context);
  }
  if (source.kind !== 'list' || source.type !== 'iterator' || !source.elements.value) return UNKNOWN;
  if (source.elements.value instanceof Each) return source.elements.value.read();
  const [first, ...rest] = source.elements.value;
  machine.store.write(source.elements, rest);
  return first ?? otherwise;
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
  return iterator(alike ?? iterate(machine, iterable));
}

/** Built-ins that give iterators. */
export const ITERATORS: Partial<Record<string, Builtin>> = {
  enumerate,
  zip,
  map,
  filter,
  next,
  iter,
  reversed: ({ machine }, iterable = UNKNOWN) => iterator(iterate(machine, iterable)?.toReversed()),
};
