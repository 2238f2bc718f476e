import type { Instance } from '../interpreter/value';
import { attributeOf, sizeIn } from './call';
import type { Made } from './cost';

/** A layer by its attributes, which its constructor's arguments are. */
export const madeOf = (instance: Instance): Made => ({
  instance,
  size: (name) => sizeIn(attributeOf(instance, name)),
  flag: (name) => {
    const value = attributeOf(instance, name);
    if (value.kind === 'none') return false;
    // PyTorch keeps a layer's bias under the name of the argument that asks for it.
    if (value.kind === 'tensor') return true;
    return value.kind === 'boolean' ? value.value : undefined;
  },
  value: (name) => attributeOf(instance, name),
});
