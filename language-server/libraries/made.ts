import type { Instance, Value } from '../interpreter/value';
import { attributeOf, sizeIn } from './call';
import type { Made } from './cost';

/** A layer by its attributes, which its constructor's arguments are. `read`: what else happens where one is read. */
export const madeOf = (
  instance: Instance,
  read: (name: string) => Value = (name) => attributeOf(instance, name),
): Made => ({
  instance,
  size: (name) => sizeIn(read(name)),
  flag: (name) => {
    const value = read(name);
    if (value.kind === 'none') return false;
    // PyTorch keeps a layer's bias under the name of the argument that asks for it.
    if (value.kind === 'tensor') return true;
    return value.kind === 'boolean' ? value.value : undefined;
  },
  value: read,
});
