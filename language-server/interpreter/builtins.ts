import { unknownCount } from '../domain/dimension';
import { own } from '../domain/own';
import { quantified, truthValue, type Builtin, type BuiltinCall } from './builtin';
import { NUMBERS } from './builtin-numbers';
import { getAttribute } from './attributes';
import { callValue, type CallContext } from './calls';
import { noArguments, type Arguments } from './arguments';
import { dictionaryIn } from './dictionary-classes';
import { Each, type Elements } from './each';
import { escape } from './escape';
import { printed } from './formatting';
import { INTROSPECTION } from './introspection';
import { ITERATORS } from './iterators';
import { countOf, inNoOrder, iterate, opened } from './iteration';
import type { Machine } from './machine';
import { isReplaced } from './replaced';
import { distinct } from './distinct';
import { setEntries } from './setting-items';
import { tested } from './one-entry';
import { truth } from './truth';
import {
  dictionary,
  integer,
  list,
  NONE,
  string,
  tuple,
  UNKNOWN,
  type DictionaryValue,
  type Entry,
  type Value,
} from './value';

/** A call of a built-in function or type; unknown ones may change what they are given. */
export function callBuiltin(machine: Machine, name: string, given: Arguments, context: CallContext): Value {
  const builtin = isReplaced(machine, `builtins.${name}`) ? undefined : own(TABLE, name);
  if (builtin && (!given.open || (given.alike && name === 'zip')))
    return builtin({ machine, given, context }, ...given.positional);
  if (!PURE.has(name)) escape(machine, [...given.positional, ...given.named.values()]);
  return UNKNOWN;
}

/** The elements of an iterable, or what each is like. */
function elementsOf(machine: Machine, iterable: Value): Elements {
  const source = opened(machine, iterable);
  return source.kind === 'list' && source.elements.value instanceof Each
    ? source.elements.value
    : iterate(machine, source);
}

function length({ machine, context }: BuiltinCall, value: Value = UNKNOWN): Value {
  if (value.kind === 'instance') {
    const method = getAttribute(machine, value, '__len__', context.site);
    if (method.kind !== 'unknown') return callValue(machine, method, noArguments(), context);
  }
  const alike = value.kind === 'list' && value.elements.value instanceof Each;
  if (alike || value.kind === 'tensor' || value.kind === 'range') {
    const count = countOf(value);
    return integer(count ?? unknownCount());
  }
  const elements = value.kind === 'string' ? undefined : inNoOrder(machine, value);
  if (elements) return integer(elements.length);
  return value.kind === 'string' ? integer(Array.from(value.value).length) : integer(unknownCount());
}

function range(_: BuiltinCall, first: Value = UNKNOWN, second?: Value, third?: Value): Value {
  const start = second ? first : integer(0);
  const stop = second ?? first;
  const step = third ?? integer(1);
  if (start.kind !== 'integer' || stop.kind !== 'integer' || step.kind !== 'integer') return UNKNOWN;
  return { kind: 'range', start: start.value, stop: stop.value, step: step.value };
}

function addPairs(machine: Machine, made: DictionaryValue, pairs: readonly Value[] | undefined): void {
  const added = (pairs ?? []).map((pair): Entry => {
    const [key, value] = iterate(machine, pair) ?? [];
    return { key: key ?? UNKNOWN, value: value ?? UNKNOWN };
  });
  setEntries(machine, made, added);
  if (!pairs) machine.store.write(made.entries, undefined);
}

const makeDictionary = ({ machine, given }: BuiltinCall): Value =>
  fillDictionary(machine, dictionary(new Map()), given);

/** `dict(mapping or pairs, **more)` */
export function fillDictionary(machine: Machine, made: DictionaryValue, given: Arguments): DictionaryValue {
  const [source] = given.positional;
  const copied = source && dictionaryIn(source);
  if (copied) machine.store.write(made.entries, copied.entries.value);
  else if (source) addPairs(machine, made, iterate(machine, source));
  if (given.open) machine.store.write(made.entries, undefined);
  setEntries(
    machine,
    made,
    [...given.named].map(([name, value]) => ({ key: string(name), value })),
  );
  return made;
}

/** A long text has few letters. */
function makeSet({ machine }: BuiltinCall, iterable?: Value): Value {
  if (iterable?.kind === 'string') return list([...new Set(iterable.value)].map(string), 'set');
  return list(iterable ? distinct(inNoOrder(machine, iterable)) : [], 'set');
}

const TABLE: Partial<Record<string, Builtin>> = {
  ...NUMBERS,
  ...INTROSPECTION,
  ...ITERATORS,
  len: length,
  range,
  any: ({ machine }, iterable = UNKNOWN) => quantified(inNoOrder(machine, iterable)?.map(truth), true),
  all: ({ machine }, iterable = UNKNOWN) => quantified(inNoOrder(machine, iterable)?.map(truth), false),
  bool: ({ machine, context }, value = NONE) => truthValue(tested(machine, value, context.site)),
  str: (_, value = string('')) => {
    const text = printed(value);
    return text === undefined ? UNKNOWN : string(text);
  },
  slice: (_, first = NONE, second?: Value, step: Value = NONE) => ({
    kind: 'slice',
    lower: second ? first : NONE,
    upper: second ?? first,
    step,
  }),
  list: ({ machine }, iterable) => list(iterable ? elementsOf(machine, iterable) : []),
  set: makeSet,
  frozenset: makeSet,
  tuple: ({ machine }, iterable) => {
    const elements = iterable ? elementsOf(machine, iterable) : [];
    return elements instanceof Each ? list(elements, 'tuple') : elements ? tuple(elements) : UNKNOWN;
  },
  dict: makeDictionary,
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
    'object.__setattr__ object.__delattr__ delattr locals globals memoryview bytearray NotImplemented exit quit'
  ).split(' '),
);

const values = new Map([
  ...Array.from(PURE, (name): [string, Value] => [name, { kind: 'builtin', name }]),
  ['exec', { kind: 'builtin', name: 'exec' }] as const,
  ['Ellipsis', { kind: 'ellipsis' }] as const,
]);

/** What a name is that nothing binds. */
export const builtinNamed = (name: string): Value => values.get(name) ?? UNKNOWN;
