/** What a library has under a name: a constant, or what stands for its function, class or module. */
import { own } from '../domain/own';
import { canonicalName } from '../syntax/names';
import { library, NONE, string, UNDECIDED_DEVICE, UNKNOWN, type LibraryValue, type Value } from './value';

/** `undefined`: no number. */
const NUMBERS = { pi: Math.PI, e: Math.E, inf: Infinity, Inf: Infinity, nan: undefined, NaN: undefined };

const CONSTANTS: Partial<Record<string, Value>> = {
  ...Object.fromEntries(
    ['math', 'torch', 'numpy'].flatMap((module) =>
      Object.entries(NUMBERS).map(([name, value]): [string, Value] => [`${module}.${name}`, { kind: 'float', value }]),
    ),
  ),
  'javascript.Math.PI': { kind: 'float', value: Math.PI },
  'javascript.Math.E': { kind: 'float', value: Math.E },
  'javascript.Math.SQRT2': { kind: 'float', value: Math.SQRT2 },
  'numpy.newaxis': NONE,
  'tensorflow.newaxis': NONE,
  'tfjs.Reduction.NONE': { kind: 'integer', value: 0 },
};

/** A library's module as a dictionary: `models.__dict__`, `vars(models)`. */
export const NAMESPACE = '.__dict__';

/** `models.__dict__['resnet18']` */
export const namespaceItem = ({ name: namespace }: LibraryValue, index: Value): Value | undefined =>
  namespace.endsWith(NAMESPACE) && index.kind === 'string'
    ? libraryMember(library(namespace.slice(0, -NAMESPACE.length)), index.value)
    : undefined;

/** What was asked for of a library's thing, by name: as many names as its program has. */
const membersKnown = new WeakMap<LibraryValue, Map<string, Value>>();

export function libraryMember(object: LibraryValue, name: string): Value {
  const members = membersKnown.get(object);
  const known = members?.get(name);
  if (known) return known;
  const member = memberNamed(object, name);
  if (members) members.set(name, member);
  else membersKnown.set(object, new Map([[name, member]]));
  return member;
}

function memberNamed(object: LibraryValue, name: string): Value {
  const qualified = canonicalName(`${object.name}.${name}`);
  return own(CONSTANTS, qualified) ?? deviceMember(object, name) ?? library(qualified);
}

/** `device.type` */
function deviceMember({ name: device }: LibraryValue, name: string): Value | undefined {
  if (name !== 'type' || !device.startsWith('torch.device:')) return undefined;
  return device === UNDECIDED_DEVICE ? UNKNOWN : string(device.split(':')[1]!);
}
