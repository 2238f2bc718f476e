import { deepCopy, shallowCopy } from '../../interpreter/copying';
import { escape } from '../../interpreter/escape';
import { namesOf } from '../../interpreter/namespaces';
import { listed, merged } from '../../interpreter/dictionaries';
import { multiply, type Dimension } from '../../domain/dimension';
import { iterate } from '../../interpreter/iteration';
import { sourcesOf } from '../../interpreter/sources';
import { setEntries } from '../../interpreter/setting-items';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import {
  dictionary,
  integer,
  library,
  list,
  tuple,
  UNKNOWN,
  type DictionaryValue,
  type Entry,
  type Value,
} from '../../interpreter/value';
import { elementsIn, integerIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { ARGPARSE } from './argparse';
import { COLLECTIONS } from './collections';
import { DATACLASSES } from './dataclasses';
import { DICTIONARY_CLASS } from './dictionary-class';
import { INSPECT } from './inspect';
import { JSON_TEXT } from './json';
import { RANDOM } from './random';
import { THREADING } from './threading';

const numeric = (value: Value): number | undefined => {
  const known = value.kind === 'float' ? value.value : integerIn(value);
  return typeof known === 'number' ? known : undefined;
};

/** A function of one number: an integer where it always is one. */
const math =
  (compute: (x: number) => number, whole = false): Rule =>
  (call) => {
    const x = numeric(valueOf(call, 'x'));
    const result = x === undefined ? undefined : compute(x);
    if (!whole) return { kind: 'float', value: Number.isNaN(result) ? undefined : result };
    return result !== undefined && Number.isSafeInteger(result) ? integer(result) : UNKNOWN;
  };

const MATH: Table = {
  sqrt: row('x', math(Math.sqrt)),
  exp: row('x', math(Math.exp)),
  log: row('x, base=None', (call) => (valueOf(call, 'base').kind === 'none' ? math(Math.log)(call) : logarithm(call))),
  log2: row('x', math(Math.log2)),
  log10: row('x', math(Math.log10)),
  sin: row('x', math(Math.sin)),
  cos: row('x', math(Math.cos)),
  tanh: row('x', math(Math.tanh)),
  pow: row('x, y', () => ({ kind: 'float', value: undefined })),
  floor: row('x', math(Math.floor, true)),
  ceil: row('x', math(Math.ceil, true)),
  trunc: row('x', math(Math.trunc, true)),
  isqrt: row(
    'x',
    math((x) => Math.floor(Math.sqrt(x)), true),
  ),
  prod: row('iterable, *, start=1', (call) => productOf(call)),
};

function logarithm(call: Call): Value {
  const [x, base] = [numeric(valueOf(call, 'x')), numeric(valueOf(call, 'base'))];
  return { kind: 'float', value: x === undefined || base === undefined ? undefined : Math.log(x) / Math.log(base) };
}

function productOf(call: Call): Value {
  const factors = iterate(call.machine, valueOf(call, 'iterable'))?.map(integerIn);
  return factors?.every((factor) => factor !== undefined) ? integer(factors.reduce<Dimension>(multiply, 1)) : UNKNOWN;
}

/** `partial(f, *args, **kwargs)` */
const partial: Rule = (call) => {
  const [callee, ...positional] = elementsIn(valueOf(call, 'items')) ?? [];
  const keywords = valueOf(call, 'keywords');
  const entries = keywords.kind === 'dictionary' ? listed(keywords.entries.value) : undefined;
  if (!callee || !entries) return UNKNOWN;
  const named = new Map(
    entries.map(({ key, value }): [string, Value] => [key.kind === 'string' ? key.value : '', value]),
  );
  return { kind: 'partial', callee, positional, named };
};

const reduce: Rule = (call) => {
  const elements = iterate(call.machine, valueOf(call, 'iterable'));
  const initial = valueOf(call, 'initial');
  const all = elements && (initial.kind === 'none' ? elements : [initial, ...elements]);
  if (!all || all.length === 0) return UNKNOWN;
  return all.reduce((a, b) =>
    callValue(call.machine, valueOf(call, 'function'), { ...noArguments(), positional: [a, b] }, { site: call.site }),
  );
};

/** `OrderedDict(pairs or mapping, **more)` */
const orderedDictionary = (call: Call): DictionaryValue => {
  const source = valueOf(call, 'source');
  const more = valueOf(call, 'more');
  const made = dictionary(new Map());
  for (const each of [source, more]) fill(call, made, each);
  return made;
};

/** `defaultdict(list, pairs or mapping, **more)` */
const defaultDictionary: Rule = (call) => {
  const made = orderedDictionary(call);
  const factory = valueOf(call, 'default_factory');
  if (factory.kind === 'unknown') return UNKNOWN;
  return factory.kind === 'none' ? made : { ...made, factory };
};

function fill(call: Call, made: DictionaryValue, source: Value): void {
  if (source.kind === 'none') return;
  const { store } = call.machine;
  const pairs = source.kind === 'dictionary' ? undefined : pairsOf(call, source);
  if (source.kind === 'dictionary') store.write(made.entries, merged(made.entries.value, source.entries.value));
  else if (!pairs) store.write(made.entries, undefined);
  else setEntries(call.machine, made, pairs);
}

const pairsOf = (call: Call, source: Value): Entry[] | undefined =>
  iterate(call.machine, source)?.map((pair) => {
    const [key, value] = elementsIn(pair) ?? [];
    return { key: key ?? UNKNOWN, value: value ?? UNKNOWN };
  });

/** All combinations, the last one changing fastest. */
const MAX_COMBINATIONS = 4096;

const cartesian: Rule = (call) => {
  const lists = elementsIn(valueOf(call, 'iterables'))?.map((each) => iterate(call.machine, each));
  if (!lists?.every((list) => list !== undefined)) return UNKNOWN;
  const count = lists.reduce((total, list) => total * list.length, 1);
  if (count > MAX_COMBINATIONS) return UNKNOWN;
  const rows = lists.reduce<Value[][]>((all, each) => all.flatMap((head) => each.map((last) => [...head, last])), [[]]);
  return list(rows.map(tuple), 'iterator');
};

const chained: Rule = (call) => {
  const lists = elementsIn(valueOf(call, 'iterables'))?.map((each) => iterate(call.machine, each));
  if (!lists?.every((each) => each !== undefined)) return UNKNOWN;
  const sources = elementsIn(valueOf(call, 'iterables'))?.flatMap(sourcesOf) ?? [];
  return { ...list(lists.flat(), 'iterator'), sources };
};

const shallow: Rule = (call) => shallowCopy(call.machine, valueOf(call, 'x'));

const deep: Rule = (call) => deepCopy(call.machine, valueOf(call, 'x'));

/** The module's code is run once more: what it made before is other than what it makes now. */
const reload: Rule = (call) => {
  const module = valueOf(call, 'module');
  if (module.kind === 'module') escape(call.machine, [namesOf(module)]);
  return module;
};

/** The parts of Python's standard library that sizes are computed with. */
export const PYTHON: Table = {
  ...Object.fromEntries(Object.entries(MATH).map(([name, each]) => [`math.${name}`, each])),
  ...INSPECT,
  ...ARGPARSE,
  ...COLLECTIONS,
  ...RANDOM,
  ...JSON_TEXT,
  ...DICTIONARY_CLASS,
  'enum.auto': row('', () => library('enum.auto()')),
  'functools.partial': row('*items, **keywords', partial),
  'functools.reduce': row('function, iterable, initial=None', reduce),
  'collections.OrderedDict': row('source=None, **more', orderedDictionary),
  'collections.defaultdict': row('default_factory=None, source=None, **more', defaultDictionary),
  'typing.OrderedDict': row('source=None, **more', orderedDictionary),
  'itertools.product': row('*iterables', cartesian),
  'itertools.chain': row('*iterables', chained),
  ...DATACLASSES,
  ...THREADING,
  'importlib.reload': row('module', reload),
  'copy.copy': row('x', shallow),
  'copy.deepcopy': row('x, memo=None', deep),
  'tqdm.tqdm': row('iterable=None, *args, **rest', (call) => valueOf(call, 'iterable')),
  'tqdm.auto.tqdm': row('iterable=None, *args, **rest', (call) => valueOf(call, 'iterable')),
  'typing.cast': row('type, x', (call) => valueOf(call, 'x')),
};
