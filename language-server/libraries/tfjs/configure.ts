import { listed } from '../../interpreter/dictionaries';
import { spelled } from '../../interpreter/each';
import { current } from '../../interpreter/recording';
import { Cell } from '../../interpreter/store';
import { attributeCell } from '../../interpreter/setting-attributes';
import { NONE, UNKNOWN, type Instance, type Value } from '../../interpreter/value';
import type { Expression } from '../../syntax/program';
import { noArguments } from '../../interpreter/arguments';
import { MAX_NESTING, valueOf } from '../call';
import type { Call, Rule } from '../library';
import { bindSignature } from '../signature';

const set = ({ machine }: Call, self: Instance, name: string, value: Value): void => {
  machine.store.write(attributeCell(self.attributes, name), value);
};

/** The text of each entry of an object that is written where it is passed. */
function writtenEntries(expression: Expression | undefined): Map<string, Expression> {
  const written = new Map<string, Expression>();
  if (expression?.kind !== 'dictionary') return written;
  for (const { key, value } of expression.entries) if (key?.kind === 'string') written.set(key.value, value);
  return written;
}

/** Entries by name; undefined where they are not known. */
export function entriesOf(config: Value): Map<string, Value> | undefined {
  if (config.kind === 'none') return new Map();
  const entries = config.kind === 'dictionary' ? listed(config.entries.value) : undefined;
  if (!entries) return undefined;
  return new Map(
    entries.flatMap(({ key, value }): [string, Value][] =>
      key.kind === 'string' && value.kind !== 'none' ? [[key.value, value]] : [],
    ),
  );
}

/**
 * A layer's constructor: the entries of its configuration become attributes, the defaults of `settings` (as in a
 * signature) fill what is missing.
 */
export const configured =
  (settings: string): Rule =>
  (call) => {
    const self = call.self;
    const entries = entriesOf(valueOf(call, 'config'));
    if (!self) return UNKNOWN;
    if (!entries) {
      call.machine.store.write(self.escaped, true);
      return NONE;
    }
    const bound = bindSignature(settings ? `*, ${settings}, **rest` : '**rest', { ...noArguments(), named: entries });
    for (const [name, value] of [...(bound?.values ?? []), ...entries]) set(call, self, name, value);
    current.recording?.mutate(self.members);
    for (const [name, expression] of writtenEntries(call.expressions.get('config')))
      self.construction.arguments.set(name, expression);
    return NONE;
  };

/** Whether values inside are symbolic: tensors that stand for what a model will be given. */
export const isSymbolic = (value: Value, depth = 0): boolean => {
  if (value.kind === 'tensor') return value.symbolic === true;
  if (value.kind !== 'list' || depth >= MAX_NESTING) return false;
  return (spelled(value.elements.value) ?? []).some((each) => isSymbolic(each, depth + 1));
};

const marked =
  (symbolic: boolean, depth = 0) =>
  (value: Value): Value => {
    if (value.kind === 'tensor') return { ...value, symbolic, array: 'tfjs.Tensor' };
    if (value.kind !== 'list' || depth >= MAX_NESTING) return value;
    return { ...value, elements: new Cell(spelled(value.elements.value)?.map(marked(symbolic, depth + 1))) };
  };

/** The same as symbolic values, whose first axis is the batch. */
export const symbolic = marked(true);

/** The same as tensors that a model is given. */
export const eager = marked(false);
