/** Data, targets and losses by the names of a model's inputs and outputs: `fit({'title': x}, {'tag': y})`. */
import { entryOf } from '../../interpreter/dictionaries';
import { tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { elementsIn } from '../call';
import type { Rule } from '../library';

/** A symbolic tensor with the name of the input or of the layer that it comes from. */
export const withName = (value: Value, name: Value): Value =>
  value.kind === 'tensor' && name.kind === 'string' ? { ...value, name: name.value } : value;

/** A layer's rule; what it gives has the layer's name. */
export const naming =
  (rule: Rule): Rule =>
  (call) => {
    const layer = call.arguments.get('self');
    const name = layer?.kind === 'instance' ? layer.attributes.get('name')?.value : undefined;
    const result = rule(call);
    return name ? withName(result, name) : result;
  };

/** What a dictionary holds for each of a model's inputs or outputs, in their order; other values as they are. */
export function inOrder(value: Value, parts: Value): Value {
  if (value.kind !== 'dictionary') return value;
  const ordered = (elementsIn(parts) ?? [parts]).map((part) =>
    part.kind === 'tensor' && part.name !== undefined ? entryOf(value.entries.value, `s${part.name}`) : undefined,
  );
  if (!ordered.every((each) => each !== undefined)) return UNKNOWN;
  return ordered.length === 1 ? ordered[0]! : tuple(ordered);
}
