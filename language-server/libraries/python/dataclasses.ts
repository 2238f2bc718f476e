import { listed } from '../../interpreter/dictionaries';
import { dictionaryOf } from '../../interpreter/attributes';
import { Bindings } from '../../interpreter/bindings';
import { Cell } from '../../interpreter/store';
import { UNKNOWN, type Attributes, type Value } from '../../interpreter/value';
import { unknown, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** `replace(instance, **changes)` */
const replace: Rule = (call) => {
  const [source, changes] = [valueOf(call, 'obj'), valueOf(call, 'changes')];
  if (source.kind !== 'instance' || changes.kind !== 'dictionary') return UNKNOWN;
  const entries = listed(changes.entries.value);
  const attributes: Attributes = Bindings.of(
    [...source.attributes].map(([name, { whole }]): [string, Cell<Value | undefined>] => [
      name,
      new Cell<Value | undefined>(whole),
    ]),
  );
  for (const { key, value } of entries ?? [])
    if (key.kind === 'string') attributes.set(key.value, new Cell<Value | undefined>(value));
  return {
    ...source,
    attributes,
    escaped: new Cell(source.escaped.value || !entries),
    members: new Cell(source.members.value),
  };
};

const asDictionary: Rule = (call) => {
  const source = valueOf(call, 'obj');
  return source.kind === 'instance' ? dictionaryOf(source) : UNKNOWN;
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
