import { listed } from '../../interpreter/dictionaries';
import { iterate } from '../../interpreter/iteration';
import { namedTuple } from '../../interpreter/named-tuples';
import { library, list, tuple, UNKNOWN, string, type Value } from '../../interpreter/value';
import { elementsIn, isNone, numberOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** `'x y'`, `'x, y'` or `['x', 'y']`. */
function fieldNames(call: Call): readonly Value[] | undefined {
  const given = valueOf(call, 'field_names');
  if (given.kind !== 'string') return iterate(call.machine, given);
  return given.value
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(string);
}

/** The new class is a function of its fields. */
const makeNamedTuple: Rule = (call) => {
  const names = fieldNames(call);
  const defaults = valueOf(call, 'defaults');
  if (!names?.every(({ kind }) => kind === 'string') || defaults.kind === 'unknown') return UNKNOWN;
  const values = elementsIn(defaults) ?? [];
  const fields = names.map((name, i) => {
    const otherwise = values[i - names.length + values.length];
    return tuple(otherwise ? [name, otherwise] : [name]);
  });
  return {
    kind: 'partial',
    callee: library('collections.namedtuple()'),
    positional: [tuple(fields)],
    named: new Map(),
  };
};

const fillNamedTuple: Rule = (call) => {
  const fields = (elementsIn(valueOf(call, 'fields')) ?? []).map((field) => {
    const [name, otherwise] = elementsIn(field) ?? [];
    return { name: name?.kind === 'string' ? name.value : '', ...(otherwise && { default: otherwise }) };
  });
  const named = valueOf(call, 'named');
  const entries = named.kind === 'dictionary' ? listed(named.entries.value) : undefined;
  const byName = (entries ?? []).map(({ key, value }): [string, Value] => [
    key.kind === 'string' ? key.value : '',
    value,
  ]);
  const written = { positional: [], named: new Map() };
  const positional = elementsIn(valueOf(call, 'values')) ?? [];
  return namedTuple(fields, { positional, named: new Map(byName), open: !entries, written });
};

/** Python's collections besides OrderedDict, which is a dictionary. */
export const COLLECTIONS: Table = {
  'collections.namedtuple': row('typename, field_names, *, rename=False, defaults=None, module=None', makeNamedTuple),
  'collections.namedtuple()': row('fields, *values, **named', fillNamedTuple),
  'collections.deque': row('iterable=None, maxlen=None', (call) => {
    const source = valueOf(call, 'iterable');
    const elements = source.kind === 'none' ? [] : iterate(call.machine, source);
    if (isNone(call, 'maxlen')) return list(elements);
    const limit = numberOf(call, 'maxlen') ?? null;
    const full = elements && (limit === null || elements.length > limit);
    return { ...list(full && elements.length > 0 ? undefined : elements), limit };
  }),
};
