import { add } from '../domain/dimension';
import { quantified, truthValue, type Builtin, type BuiltinCall } from './builtin';
import { NUMBERS } from './builtin-numbers';
import { callValue, noArguments, type Arguments, type CallContext } from './calls';
import { escape } from './escape';
import { printed } from './expressions';
import { INTROSPECTION } from './introspection';
import { iterate, rangeLength } from './iteration';
import type { Machine } from './machine';
import { Cell } from './store';
import { setEntry } from './targets';
import { truth } from './truth';
import { integer, list, NONE, string, tuple, UNKNOWN, type Entry, type Value } from './value';

/** A call of a built-in function or type; unknown ones may change what they are given. */
export function callBuiltin(machine: Machine, name: string, given: Arguments, context: CallContext): Value {
  const builtin = TABLE[name];
  if (builtin && !given.open) return builtin({ machine, given, context }, ...given.positional);
  if (!PURE.has(name)) escape(machine, [...given.positional, ...given.named.values()]);
  return UNKNOWN;
}

function length({ machine }: BuiltinCall, value: Value = UNKNOWN): Value {
  if (value.kind === 'tensor')
    return value.shape.open || !value.shape.dimensions[0] ? UNKNOWN : integer(value.shape.dimensions[0]);
  if (value.kind === 'range') {
    const size = rangeLength(value);
    return size === undefined ? UNKNOWN : integer(size);
  }
  const elements = value.kind === 'string' ? undefined : iterate(machine, value);
  if (elements && !(value.kind === 'list' && value.type === 'set')) return integer(elements.length);
  return value.kind === 'string' ? integer(value.value.length) : UNKNOWN;
}

function range(_: BuiltinCall, first: Value = UNKNOWN, second?: Value, third?: Value): Value {
  const start = second ? first : integer(0);
  const stop = second ?? first;
  const step = third ?? integer(1);
  if (start.kind !== 'integer' || stop.kind !== 'integer' || step.kind !== 'integer') return UNKNOWN;
  return { kind: 'range', start: start.value, stop: stop.value, step: step.value };
}

function enumerate({ machine, given }: BuiltinCall, iterable: Value = UNKNOWN, start?: Value): Value {
  const first = start ?? given.named.get('start') ?? integer(0);
  const elements = iterate(machine, iterable);
  if (!elements || first.kind !== 'integer') return UNKNOWN;
  return list(elements.map((element, i) => tuple([integer(add(first.value, i)), element])));
}

function zip({ machine, given }: BuiltinCall): Value {
  const all = given.positional.map((each) => iterate(machine, each));
  if (!all.every((each) => each !== undefined)) return UNKNOWN;
  const shortest = Math.min(...all.map((each) => each.length));
  return list(Array.from({ length: all.length ? shortest : 0 }, (_, i) => tuple(all.map((each) => each[i]!))));
}

function makeDictionary({ machine, given }: BuiltinCall, source?: Value): Value {
  const entries = new Cell<ReadonlyMap<string, Entry> | undefined>(new Map());
  const made: Extract<Value, { kind: 'dictionary' }> = { kind: 'dictionary', entries };
  if (source?.kind === 'dictionary') entries.value = source.entries.value;
  else
    for (const pair of (source && iterate(machine, source)) ?? []) {
      const [key, value] = iterate(machine, pair) ?? [];
      setEntry(machine, made, key ?? UNKNOWN, value ?? UNKNOWN);
    }
  if (source && source.kind !== 'dictionary' && !iterate(machine, source)) entries.value = undefined;
  for (const [name, value] of given.named) setEntry(machine, made, string(name), value);
  return made;
}

function map(
  { machine, context }: BuiltinCall,
  callee: Value = UNKNOWN,
  iterable: Value = UNKNOWN,
  ...more: (Value | undefined)[]
): Value {
  const elements = more.length === 0 ? iterate(machine, iterable) : undefined;
  return list(elements?.map((each) => callValue(machine, callee, { ...noArguments(), positional: [each] }, context)));
}

const TABLE: Partial<Record<string, Builtin>> = {
  ...NUMBERS,
  ...INTROSPECTION,
  len: length,
  range,
  enumerate,
  zip,
  any: ({ machine }, iterable = UNKNOWN) => quantified(iterate(machine, iterable)?.map(truth), true),
  all: ({ machine }, iterable = UNKNOWN) => quantified(iterate(machine, iterable)?.map(truth), false),
  bool: (_, value = NONE) => truthValue(truth(value)),
  str: (_, value = string('')) => {
    const text = printed(value);
    return text === undefined ? UNKNOWN : string(text);
  },
  list: ({ machine }, iterable) => list(iterable ? iterate(machine, iterable) : []),
  set: ({ machine }, iterable) => list(iterable ? iterate(machine, iterable) : [], 'set'),
  tuple: ({ machine }, iterable) => {
    const elements = iterable ? iterate(machine, iterable) : [];
    return elements ? tuple(elements) : UNKNOWN;
  },
  dict: makeDictionary,
  reversed: ({ machine }, iterable = UNKNOWN) => list(iterate(machine, iterable)?.toReversed()),
  map,
  iter: (_, iterable = UNKNOWN) => iterable,
  'object.__init__': () => NONE,
  print: () => NONE,
};

/** Built-ins that change nothing of what they are given. */
const PURE = new Set(
  (
    'abs all any bool bytes callable chr complex dict dir divmod enumerate filter float format frozenset getattr hasattr ' +
    'hash hex id input int isinstance issubclass iter len list map max min object oct open ord pow print property range ' +
    'repr reversed round set slice sorted staticmethod classmethod str sum super tuple type zip setattr object.__init__ ' +
    'Exception ValueError TypeError RuntimeError KeyError IndexError NotImplementedError AssertionError vars next ' +
    'ImportError AttributeError StopIteration OSError FileNotFoundError Warning DeprecationWarning UserWarning ' +
    'delattr locals globals memoryview bytearray NotImplemented'
  ).split(' '),
);

export const BUILTINS: ReadonlySet<string> = PURE;
