import { listed } from '../../interpreter/dictionaries';
import { deepCopy } from '../../interpreter/copying';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { fieldsOf } from '../../interpreter/dataclasses';
import { entriesOf } from '../../interpreter/instance-entries';
import { keyOf } from '../../interpreter/keys';
import { dictionary, UNKNOWN, type Value } from '../../interpreter/value';
import { unknown, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** `replace(instance, **changes)`: a new one of the fields as they are now, apart from those that change. */
const replace: Rule = (call) => {
  const [source, changes] = [valueOf(call, 'obj'), valueOf(call, 'changes')];
  const entries = changes.kind === 'dictionary' ? listed(changes.entries.value) : undefined;
  if (source.kind !== 'instance' || source.class.kind !== 'class' || !entries || source.escaped.value) return UNKNOWN;
  const named = new Map<string, Value>();
  for (const { name, init } of fieldsOf(source.class)) {
    const value = source.attributes.get(name)?.value;
    if (init && value) named.set(name, value);
  }
  for (const { key, value } of entries) if (key.kind === 'string') named.set(key.value, value);
  return callValue(call.machine, source.class, { ...noArguments(), named }, { site: call.site });
};

/** `asdict(instance)`: its fields alone, and copies of what they hold. */
const asDictionary: Rule = (call) => {
  const source = valueOf(call, 'obj');
  if (source.kind !== 'instance' || source.class.kind !== 'class') return UNKNOWN;
  const names = new Set(fieldsOf(source.class).map(({ name }) => `s${name}`));
  const entries = listed(entriesOf(source))?.filter(({ key }) => names.has(keyOf(key) ?? ''));
  return deepCopy(call.machine, dictionary(entries && new Map(entries.map((each) => [keyOf(each.key)!, each]))));
};

export const DATACLASSES: Table = {
  'dataclasses.field': {
    signature:
      '*, default=?, default_factory=None, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=None',
    rule: unknown,
    constructs: true,
  },
  'dataclasses.replace': row('obj, **changes', replace),
  'dataclasses.asdict': row('obj, *, dict_factory=None', asDictionary),
};
