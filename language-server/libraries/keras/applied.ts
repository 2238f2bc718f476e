/** What a layer is called with: tensors, never another layer. */
import { libraryClass } from '../../interpreter/modules';
import { UNKNOWN, type Value } from '../../interpreter/value';
import { displayName } from '../call';
import { refuse } from '../condition';
import type { Rule } from '../library';
import { isRefused } from './given-inputs';

/** The library's layer that a value is, by its name. */
function layerNamed(value: Value | undefined): string | undefined {
  if (value?.kind !== 'instance' || value.class.kind !== 'library' || isRefused(value)) return undefined;
  const name = libraryClass(value)?.name;
  return name?.startsWith('keras.layers.') ? name : undefined;
}

/** A layer's rule, where what it is called with is no layer that nothing was passed through. */
export const applied =
  (rule: Rule): Rule =>
  (call) => {
    const layer = layerNamed(call.arguments.get('inputs'));
    if (layer === undefined) return rule(call);
    refuse(call, 'type-mismatch', {
      received: `the layer ${displayName(layer)} itself`,
      expected: 'a tensor',
      advice: 'call that layer on the tensor before it: layer(x)',
    });
    return UNKNOWN;
  };
