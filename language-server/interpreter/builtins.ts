import { add, extreme, modulo, floorDivide, multiply, sign } from '../domain/dimension';
import { getAttribute } from './attributes';
import { callValue, noArguments, type Arguments, type CallContext } from './calls';
import { escape } from './escape';
import { printed } from './expressions';
import { iterate, rangeLength } from './iteration';
import type { Machine } from './machine';
import { isTransparent, libraryClass } from './modules';
import { Cell } from './store';
import { assignAttribute, setEntry } from './targets';
import { truth } from './truth';
import { boolean, integer, NONE, string, tuple, UNKNOWN, type Entry, type Value } from './value';

interface BuiltinCall {
  machine: Machine;
  given: Arguments;
  context: CallContext;
}

type Builtin = (call: BuiltinCall, ...positional: (Value | undefined)[]) => Value;

/** A call of a built-in function or type; unknown ones may change what they are given. */
export function callBuiltin(machine: Machine, name: string, given: Arguments, context: CallContext): Value {
  const builtin = TABLE[name];
  if (builtin && !given.open) return builtin({ machine, given, context }, ...given.positional);
  if (!PURE.has(name)) escape(machine, [...given.positional, ...given.named.values()]);
  return UNKNOWN;
}

export const list = (elements: readonly Value[] | undefined, type: 'list' | 'set' = 'list'): Value => ({
  kind: 'list',
  type,
  elements: new Cell<readonly Value[] | undefined>(elements),
});

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

function toInteger(_: BuiltinCall, value: Value = UNKNOWN): Value {
  if (value.kind === 'integer') return value;
  if (value.kind === 'boolean') return integer(Number(value.value));
  if (value.kind === 'string' && /^-?\d+$/.test(value.value)) return integer(Number(value.value));
  const known = value.kind === 'float' && value.value !== undefined && Number.isFinite(value.value);
  return known ? integer(Math.trunc(value.value!)) : UNKNOWN;
}

function round(_: BuiltinCall, value: Value = UNKNOWN, digits?: Value): Value {
  if (value.kind === 'integer') return value;
  if (value.kind !== 'float' || value.value === undefined || digits) return { kind: 'float', value: undefined };
  return integer(roundHalfEven(value.value));
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
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

const best =
  (kind: 'min' | 'max'): Builtin =>
  ({ machine, given }) => {
    const { positional } = given;
    const values = positional.length === 1 ? iterate(machine, positional[0]!) : positional;
    if (!values?.length || given.named.size > 0) return UNKNOWN;
    if (values.every((value) => value.kind === 'integer')) {
      return integer(values.map(({ value }) => value).reduce((a, b) => extreme(kind, a, b)));
    }
    const numbers = values.map((value) =>
      value.kind === 'integer' || value.kind === 'float' ? value.value : undefined,
    );
    if (!numbers.every((value) => typeof value === 'number')) return UNKNOWN;
    const found = values[numbers.indexOf(Math[kind](...numbers))];
    return found ?? UNKNOWN;
  };

function sum({ machine }: BuiltinCall, iterable: Value = UNKNOWN, start: Value = integer(0)): Value {
  const elements = iterate(machine, iterable);
  if (!elements?.every((each) => each.kind === 'integer') || start.kind !== 'integer') return UNKNOWN;
  return integer(elements.reduce((total, { value }) => add(total, value), start.value));
}

function quantified(outcomes: readonly (boolean | undefined)[] | undefined, decisive: boolean): Value {
  if (outcomes?.includes(decisive)) return boolean(decisive);
  return outcomes?.every((each) => each === !decisive) ? boolean(!decisive) : UNKNOWN;
}

const TYPES: Partial<Record<string, Value['kind'][]>> = {
  int: ['integer', 'boolean'],
  float: ['float'],
  bool: ['boolean'],
  str: ['string'],
  tuple: ['tuple'],
  list: ['list'],
  dict: ['dictionary'],
  'torch.Tensor': ['tensor'],
  'torch.nn.Module': [],
  'collections.OrderedDict': [],
};

function isInstance({ machine }: BuiltinCall, value: Value = UNKNOWN, type: Value = UNKNOWN): Value {
  if (type.kind !== 'tuple') return toValue(instanceOf(value, type));
  return quantified(
    iterate(machine, type)?.map((each) => instanceOf(value, each)),
    true,
  );
}

const toValue = (known: boolean | undefined): Value => (known === undefined ? UNKNOWN : boolean(known));

function instanceOf(value: Value, type: Value): boolean | undefined {
  if (value.kind === 'unknown') return undefined;
  const name = type.kind === 'builtin' || type.kind === 'library' ? type.name : undefined;
  if (value.kind === 'instance') return instanceIs(value, type, name);
  const kinds = name === undefined ? undefined : TYPES[name];
  if (kinds) return kinds.includes(value.kind);
  return type.kind === 'class' && value.kind !== 'library' ? false : undefined;
}

function instanceIs(
  value: Extract<Value, { kind: 'instance' }>,
  type: Value,
  name: string | undefined,
): boolean | undefined {
  const chain = value.class.kind === 'library' ? [value.class] : value.class.ancestors;
  if (!chain) return undefined;
  const is = chain.some((each) => each === type || (each.kind === 'library' && each.name === name));
  if (is || (name === 'torch.nn.Module' && libraryClass(value)?.name.startsWith('torch.nn.'))) return true;
  const decided = type.kind === 'class' || type.kind === 'builtin' || /^torch\.nn\.[A-Z]/.test(name ?? '');
  return decided && !/Base|_|Norm$|Container/.test(name?.replace(/^.*\./, '') ?? '') ? false : undefined;
}

function getAttributeByName(
  { machine, context }: BuiltinCall,
  object: Value = UNKNOWN,
  name: Value = UNKNOWN,
  fallback?: Value,
): Value {
  if (name.kind !== 'string') return UNKNOWN;
  const value = getAttribute(machine, object, name.value, context.site);
  const absent = value.kind === 'unknown' && object.kind === 'instance' && isTransparent(object);
  return absent && fallback && !hasAttributeHook(object) ? fallback : value;
}

const hasAttributeHook = (object: Value): boolean => object.kind === 'instance' && object.attributes.has('__getattr__');

function setAttributeByName(
  { machine }: BuiltinCall,
  object: Value = UNKNOWN,
  name: Value = UNKNOWN,
  value: Value = UNKNOWN,
): Value {
  if (name.kind === 'string') assignAttribute(machine, object, name.value, value);
  else escape(machine, [object]);
  return NONE;
}

function hasAttribute({ machine, context }: BuiltinCall, object: Value = UNKNOWN, name: Value = UNKNOWN): Value {
  if (name.kind !== 'string') return UNKNOWN;
  const value = getAttribute(machine, object, name.value, context.site);
  return value.kind === 'unknown' || object.kind !== 'instance' ? UNKNOWN : boolean(true);
}

function makeSuper({ machine }: BuiltinCall, type?: Value, instance?: Value): Value {
  const { frame } = machine;
  const method = frame.function ?? machine.frames.findLast((each) => each.function)?.function;
  const self = instance ?? (method && frame.scope.find(method.definition.parameters[0]?.name ?? ''));
  const after = type?.kind === 'class' ? type : method?.owner;
  return self && after ? { kind: 'super', instance: self, after } : UNKNOWN;
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

function typeOf(_: BuiltinCall, value: Value = UNKNOWN): Value {
  return value.kind === 'instance' ? value.class : UNKNOWN;
}

function absolute(_: BuiltinCall, value: Value = UNKNOWN): Value {
  if (value.kind !== 'integer') return UNKNOWN;
  const known = sign(value.value);
  return known === undefined ? UNKNOWN : integer(known < 0 ? multiply(value.value, -1) : value.value);
}

const TABLE: Partial<Record<string, Builtin>> = {
  len: length,
  int: toInteger,
  round,
  range,
  enumerate,
  zip,
  min: best('min'),
  max: best('max'),
  sum,
  any: ({ machine }, iterable = UNKNOWN) => quantified(iterate(machine, iterable)?.map(truth), true),
  all: ({ machine }, iterable = UNKNOWN) => quantified(iterate(machine, iterable)?.map(truth), false),
  abs: absolute,
  bool: (_, value = NONE) => toValue(truth(value)),
  float: (_, value = integer(0)) => {
    const known = value.kind === 'integer' || value.kind === 'float' ? value.value : undefined;
    return { kind: 'float', value: typeof known === 'number' ? known : undefined };
  },
  str: (_, value = string('')) => {
    const text = printed(value);
    return text === undefined ? UNKNOWN : string(text);
  },
  divmod: (_, a = UNKNOWN, b = UNKNOWN) =>
    a.kind === 'integer' && b.kind === 'integer' && sign(b.value)
      ? tuple([integer(floorDivide(a.value, b.value)), integer(modulo(a.value, b.value))])
      : UNKNOWN,
  list: ({ machine }, iterable) => list(iterable ? iterate(machine, iterable) : []),
  set: ({ machine }, iterable) => list(iterable ? iterate(machine, iterable) : [], 'set'),
  tuple: ({ machine }, iterable) => {
    const elements = iterable ? iterate(machine, iterable) : [];
    return elements ? tuple(elements) : UNKNOWN;
  },
  dict: makeDictionary,
  reversed: ({ machine }, iterable = UNKNOWN) => list(iterate(machine, iterable)?.toReversed()),
  sorted: ({ machine, given }, iterable = UNKNOWN) =>
    list(given.named.size === 0 ? sortedNumbers(iterate(machine, iterable)) : undefined),
  map,
  iter: (_, iterable = UNKNOWN) => iterable,
  isinstance: isInstance,
  getattr: getAttributeByName,
  setattr: setAttributeByName,
  hasattr: hasAttribute,
  super: makeSuper,
  type: typeOf,
  'object.__init__': () => NONE,
  print: () => NONE,
};

function sortedNumbers(elements: readonly Value[] | undefined): readonly Value[] | undefined {
  const numbers = elements?.map((each) =>
    each.kind === 'integer' && typeof each.value === 'number' ? each.value : NaN,
  );
  return numbers?.every((each) => !Number.isNaN(each)) ? numbers.toSorted((a, b) => a - b).map(integer) : undefined;
}

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
