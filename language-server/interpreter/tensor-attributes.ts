/** Attributes of arrays: their shape, their gradient, and what tables have; other names are methods. */
import { hasRow } from '../libraries/table';
import { noArguments } from './arguments';
import { arrayClass } from './arrays';
import { callLibrary } from './library-calls';
import type { Machine } from './machine';
import { integer, library, sizeTuple, tensor, UNKNOWN, type Site, type Tensor, type Value } from './value';

export function tensorAttribute(machine: Machine, object: Tensor, name: string, site: Site): Value {
  const { shape } = object;
  const owner = arrayClass(object);
  if (name === 'shape' && !owner.startsWith('tfjs.'))
    return shape.open
      ? { kind: 'bound', receiver: object, callee: library(`${owner}.shape`) }
      : sizeTuple(shape.dimensions);
  if (name === 'ndim') return shape.open ? UNKNOWN : integer(shape.dimensions.length);
  if (name === 'grad' && owner === 'torch.Tensor') return gradientOf(object);
  if (hasRow(`${owner}.@${name}`)) {
    return callLibrary(machine, `${owner}.@${name}`, { ...noArguments(), positional: [object] }, { site });
  }
  return { kind: 'bound', receiver: object, callee: library(`${owner}.${name}`) };
}

/** As the tensor itself, or None before the first backward pass. */
const gradientOf = ({ shape, type, device }: Tensor): Tensor =>
  tensor(shape, { ...(type && { type }), ...(device !== undefined && { device }), optional: true });
