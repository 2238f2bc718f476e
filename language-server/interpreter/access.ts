import { isModule, isTransparent } from './modules';
import type { Instance, Value } from './value';

/** The built-ins that do what Python's methods for attributes do, which every object has; a module has `__getattr__` too. */
const ACCESS = new Map([
  ['__setattr__', 'setattr'],
  ['__delattr__', 'delattr'],
  ['__getattribute__', 'getattr'],
  ['__getattr__', 'getattr'],
]);

/** `module.__setattr__('name', value)` where no class has its own. */
export function accessOf(receiver: Instance, name: string): Value | undefined {
  const builtin = ACCESS.get(name);
  if (builtin === undefined || (name === '__getattr__' && !isModule(receiver)) || !isTransparent(receiver))
    return undefined;
  return { kind: 'bound', receiver, callee: { kind: 'builtin', name: builtin } };
}
