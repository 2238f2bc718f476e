import { entryOf, listed, merged } from '../../interpreter/dictionaries';
import { spelled } from '../../interpreter/each';
import { ceilDivide, floorDivide } from '../../domain/division';
import { extreme, sign } from '../../domain/order';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { copiedEntries } from '../../interpreter/javascript/accessors';
import { array, forEach } from '../../interpreter/javascript/arrays';
import { newMap, newSet } from '../../interpreter/javascript/collections';
import { number, numeric } from '../../interpreter/javascript/operators';
import { iterate } from '../../interpreter/iteration';
import { setEntry } from '../../interpreter/setting-items';
import { boolean, integer, library, NONE, string, UNKNOWN, type Entry, type Value } from '../../interpreter/value';
import { required } from '../../interpreter/javascript/exports';
import { canonicalName } from '../../syntax/names';
import { objectOf } from './objects';
import { elementsIn, numberIn, prefixed, unknown, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

const compute =
  (of: (...x: number[]) => number): Rule =>
  (call) => {
    const values = [...call.arguments.values()].map(numeric);
    return number(values.every((x) => x !== undefined && !Number.isNaN(x)) ? of(...(values as number[])) : undefined);
  };

/** Rounds a number, or a quotient of sizes. */
const rounded =
  (of: (x: number) => number, quotient: typeof floorDivide): Rule =>
  (call) => {
    const x = valueOf(call, 'x');
    if (x.kind === 'integer') return x;
    if (x.kind === 'float' && x.quotient) return integer(quotient(...x.quotient));
    const known = numeric(x);
    return known === undefined || Number.isNaN(known) ? UNKNOWN : number(of(known));
  };

/** Towards zero: of sizes, down. */
const truncated: Rule = (call) => {
  const x = valueOf(call, 'x');
  const positive = x.kind === 'float' && x.quotient?.every((each) => (sign(each) ?? -1) >= 0);
  if (x.kind === 'string') return number(Number.parseFloat(x.value));
  return x.kind === 'float' && x.quotient && !positive ? UNKNOWN : rounded(Math.trunc, floorDivide)(call);
};

const best =
  (kind: 'min' | 'max'): Rule =>
  (call) => {
    const values = elementsIn(valueOf(call, 'items'));
    if (!values?.length) return UNKNOWN;
    if (values.every((each) => each.kind === 'integer'))
      return integer(values.map(({ value }) => value).reduce((a, b) => extreme(kind, a, b)));
    const numbers = values.map(numeric);
    return numbers.every((x) => x !== undefined && !Number.isNaN(x))
      ? number(Math[kind](...(numbers as number[])))
      : UNKNOWN;
  };

const ONE = 'abs sqrt cbrt exp log log2 log10 sin cos tan tanh sign';

const MATH: Table = {
  ...Object.fromEntries(
    ONE.split(' ').map((name) => [
      name,
      row(
        'x',
        compute((x = NaN) => Math[name as 'abs'](x)),
      ),
    ]),
  ),
  floor: row('x', rounded(Math.floor, floorDivide)),
  ceil: row('x', rounded(Math.ceil, ceilDivide)),
  trunc: row('x', truncated),
  round: row('x', (call) => {
    const x = valueOf(call, 'x');
    return x.kind === 'float' && x.quotient ? UNKNOWN : rounded(Math.round, floorDivide)(call);
  }),
  pow: row(
    'x, y',
    compute((x = NaN, y = NaN) => x ** y),
  ),
  max: row('*items', best('max')),
  min: row('*items', best('min')),
  random: row('', () => number(undefined)),
};

/** Longer arrays are not spelled out. */
const MAX_ELEMENTS = 4096;

/** `n` elements that nothing has been put into. */
const empty = (count: number | undefined, value: Value): Value =>
  array(
    count !== undefined && count >= 0 && count <= MAX_ELEMENTS ? Array.from({ length: count }, () => value) : undefined,
  );

/** `new Array(n)`, `new Array(a, b)` */
const newArray: Rule = (call) => {
  const items = elementsIn(valueOf(call, 'items')) ?? [];
  const [single] = items;
  if (items.length !== 1 || !single) return array(items);
  return single.kind === 'integer' ? empty(numberIn(single), NONE) : array(undefined);
};

/** `new Float32Array(n)`, of an array, or of anything. */
const typedArray: Rule = (call) => {
  const source = valueOf(call, 'source');
  if (source.kind === 'integer') return empty(numberIn(source), integer(0));
  return array(source.kind === 'list' ? spelled(source.elements.value)?.map(stored) : undefined);
};

/** The largest integer that every typed array holds as it is. */
const LARGEST_HELD = 127;

/** What a typed array makes of a number: 300 as a byte is 44, 0.1 of 32 bits is more than 0.1. */
function stored(value: Value): Value {
  const number = numberIn(value);
  return number !== undefined && number >= 0 && number <= LARGEST_HELD ? value : UNKNOWN;
}

/** What `Array.from` goes over: an iterable, or something with a length. */
function itemsOf(call: Call, source: Value): readonly Value[] | undefined {
  if (source.kind !== 'dictionary' || source.type === 'map') return iterate(call.machine, source);
  const length = entryOf(source.entries.value, 'slength');
  const made = length && empty(numberIn(length), NONE);
  return made && elementsIn(made);
}

const from: Rule = (call) => {
  const items = itemsOf(call, valueOf(call, 'source'));
  const callee = valueOf(call, 'callback');
  if (callee.kind === 'none') return array(items);
  const context = { machine: call.machine, given: noArguments(), context: { site: call.site } };
  return array(forEach(context, callee, items));
};

const entriesOf = (call: Call): Entry[] | undefined => {
  const object = valueOf(call, 'object');
  if (object.kind === 'list')
    return spelled(object.elements.value)?.map((value, i) => ({ key: string(String(i)), value }));
  if (object.kind === 'dictionary' && object.type === 'map') return [];
  const entries = object.kind === 'dictionary' ? listed(copiedEntries(call.machine, object)) : undefined;
  return entries && [...entries];
};

const assignInto: Rule = (call) => {
  const [target, ...sources] = elementsIn(valueOf(call, 'items')) ?? [];
  if (target?.kind !== 'dictionary') return target ?? UNKNOWN;
  for (const source of sources) {
    if (source.kind === 'none') continue;
    const entries = source.kind === 'dictionary' ? copiedEntries(call.machine, source) : undefined;
    call.machine.store.write(target.entries, merged(target.entries.value, entries));
  }
  return target;
};

const fromEntries: Rule = (call) => {
  const made = objectOf([]);
  const pairs = iterate(call.machine, valueOf(call, 'pairs'));
  if (!pairs) call.machine.store.write(made.entries, undefined);
  for (const pair of pairs ?? []) {
    const [key = UNKNOWN, value = UNKNOWN] = elementsIn(pair) ?? [];
    setEntry(call.machine, made, key, value);
  }
  return made;
};

/** A library's module by its name; one of the workspace as far as it can be read. */
const requireModule: Rule = (call) => {
  const name = valueOf(call, 'name');
  if (name.kind !== 'string') return UNKNOWN;
  const loaded = call.machine.modules.load(call.machine, name.value, call.site);
  if (loaded.kind === 'module') return required(call.machine, loaded);
  return loaded.kind === 'unknown' && !name.value.startsWith('.') ? library(canonicalName(name.value)) : loaded;
};

const toNumber: Rule = (call) => {
  const value = valueOf(call, 'value');
  if (value.kind === 'string') return number(Number(value.value));
  return value.kind === 'integer' || value.kind === 'float' ? value : UNKNOWN;
};

const OBJECT: Table = {
  keys: row('object', (call) => array(entriesOf(call)?.map(({ key }) => key))),
  values: row('object', (call) => array(entriesOf(call)?.map(({ value }) => value))),
  entries: row('object', (call) => array(entriesOf(call)?.map(({ key, value }) => array([key, value])))),
  assign: row('*items', assignInto),
  freeze: row('object', (call) => valueOf(call, 'object')),
  fromEntries: row('pairs', fromEntries),
};

const TYPED =
  'Float32Array Float64Array Int32Array Int16Array Int8Array Uint32Array Uint16Array Uint8Array Uint8ClampedArray';

const QUIET =
  'console.log console.info console.warn console.error console.debug console.table console.time console.timeEnd ' +
  'console.assert performance.now Date Date.now JSON.stringify JSON.parse process.exit process.memoryUsage Error TypeError ' +
  'RangeError isNaN isFinite Number.isNaN Number.isFinite process.hrtime';

const identity: Rule = (call) => valueOf(call, 'value');

/** What every JavaScript program has, as far as sizes and data are made with it. */
export const JAVASCRIPT: Table = prefixed(['javascript.'], {
  ...prefixed(['Math.'], MATH),
  'Math.hypot': row('*items', () => number(undefined)),
  ...prefixed(['Object.'], OBJECT),
  Array: row('*items', newArray),
  'Array.from': row('source, callback=None', from),
  Map: row('pairs=None', (call) => newMap(call, valueOf(call, 'pairs'))),
  Set: row('items=None', (call) => newSet(call, valueOf(call, 'items'))),
  'Array.of': row('*items', (call) => array(elementsIn(valueOf(call, 'items')))),
  'Array.isArray': row('value', (call) => {
    const { kind } = valueOf(call, 'value');
    return kind === 'unknown' || kind === 'library' ? UNKNOWN : boolean(kind === 'list');
  }),
  ...Object.fromEntries(
    TYPED.split(' ').flatMap((name) => [
      [name, row('source=0, *rest', typedArray)],
      [`${name}.from`, row('source, callback=None', from)],
      [`${name}.of`, row('*items', (call) => array(elementsIn(valueOf(call, 'items'))))],
    ]),
  ),
  ...Object.fromEntries(QUIET.split(' ').map((name) => [name, row('*items', unknown)])),
  require: row('name', requireModule),
  Number: row('value=0', toNumber),
  parseInt: row('x, radix=10', truncated),
  parseFloat: row('value', toNumber),
  'Number.parseInt': row('x, radix=10', truncated),
  'Number.isInteger': row('value', (call) => {
    const value = numeric(valueOf(call, 'value'));
    return value === undefined || Number.isNaN(value) ? UNKNOWN : boolean(Number.isInteger(value));
  }),
  structuredClone: row('value', unknown),
  'Promise.all': row('value', identity),
  'Promise.resolve': row('value=None', identity),
  Promise: row('executor', (call) => {
    callValue(
      call.machine,
      valueOf(call, 'executor'),
      { ...noArguments(), positional: [UNKNOWN, UNKNOWN] },
      { site: call.site },
    );
    return UNKNOWN;
  }),
});
