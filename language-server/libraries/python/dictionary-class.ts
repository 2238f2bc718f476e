import { callMethod } from '../../interpreter/container-methods';
import { has, listed } from '../../interpreter/dictionaries';
import { dictionaryIn, holdEntries } from '../../interpreter/dictionary-classes';
import { item } from '../../interpreter/items';
import { iterate } from '../../interpreter/iteration';
import { setEntry } from '../../interpreter/setting-items';
import { keyOf } from '../../interpreter/keys';
import {
  dictionary,
  integer,
  list,
  NONE,
  UNKNOWN,
  type DictionaryValue,
  type Entry,
  type Value,
} from '../../interpreter/value';
import { noArguments, type Arguments } from '../../interpreter/arguments';
import { truthValue } from '../../interpreter/builtin';
import { fillDictionary } from '../../interpreter/builtins';
import { elementsIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** What a row collects, as a call passes it. */
function passed(call: Call): Arguments {
  const named = valueOf(call, 'kwargs');
  const entries = named.kind === 'dictionary' ? listed(named.entries.value) : undefined;
  const positional = elementsIn(valueOf(call, 'args'));
  return {
    ...noArguments(),
    positional: positional ?? [],
    named: new Map((entries ?? []).map(({ key, value }) => [key.kind === 'string' ? key.value : '', value])),
    open: !positional || !entries,
  };
}

/** `dict.__init__(self, mapping or pairs, **more)` */
const construct: Rule = (call) => {
  if (call.self) fillDictionary(call.machine, holdEntries(call.machine, call.self), passed(call));
  return NONE;
};

/** A method of the object's entries. */
const own =
  (perform: (call: Call, entries: DictionaryValue, args: readonly Value[]) => Value): Rule =>
  (call) => {
    const held = dictionaryIn(valueOf(call, 'self'));
    return held ? perform(call, held, elementsIn(valueOf(call, 'args')) ?? []) : UNKNOWN;
  };

const method = (name: string): Rule =>
  own((call, held) => callMethod(call.machine, held, name, passed(call), { site: call.site }));

const SPECIAL: Record<string, Rule> = {
  __getitem__: own(({ machine, site }, held, [key = UNKNOWN]) => item(machine, held, key, site)),
  __setitem__: own(({ machine }, held, [key = UNKNOWN, value = UNKNOWN]) => {
    setEntry(machine, held, key, value);
    return NONE;
  }),
  __contains__: own((_, { entries }, [key = UNKNOWN]) => truthValue(has(entries.value, keyOf(key)))),
  __len__: own((_, { entries }) => {
    const all = listed(entries.value);
    return all ? integer(all.length) : UNKNOWN;
  }),
  __iter__: own((_, { entries }) => ({ ...list(listed(entries.value)?.map(({ key }) => key)), type: 'iterator' })),
};

/** `dict.fromkeys(keys, value)` */
const fromKeys: Rule = (call) => {
  const keys = iterate(call.machine, valueOf(call, 'keys'));
  const entries = keys?.map((key): [string | undefined, Entry] => [keyOf(key), { key, value: valueOf(call, 'value') }]);
  if (!entries?.every((entry): entry is [string, Entry] => entry[0] !== undefined)) return dictionary(undefined);
  return dictionary(new Map(entries));
};

const METHODS = ['get', 'pop', 'setdefault', 'update', 'keys', 'values', 'items', 'copy'];

/** `dict` as a class that others extend, and its methods by name. */
export const DICTIONARY_CLASS: Table = {
  'python.dict': { signature: '*args, **kwargs', rule: construct, constructs: true },
  ...Object.fromEntries(METHODS.map((name) => [`python.dict.${name}`, row('self, *args, **kwargs', method(name))])),
  ...Object.fromEntries(
    Object.entries(SPECIAL).map(([name, rule]) => [`python.dict.${name}`, row('self, *args, **kwargs', rule)]),
  ),
  'python.dict.fromkeys': row('keys, value=None', fromKeys),
};
