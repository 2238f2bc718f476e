import type { Instance, Value } from '../interpreter/value';
import type { Cost, Count } from '../libraries/cost';
import { attributeOf } from '../libraries/call';
import { madeOf } from '../libraries/made';

/** What a layer has by its attributes. */
interface LayerCount {
  all: Count;
  /** Without its bias: of its weight. */
  alone: Count;
}

/** The same with the attributes that it was made of. */
interface Known extends LayerCount {
  read: readonly [string, Value][];
}

/** A layer is counted by itself, and as a part of every module around it, in each of their calls. */
const known = new WeakMap<Instance, Known>();

/** Values that are what they are; what is in others may change. */
const PLAIN: ReadonlySet<Value['kind']> = new Set([
  'none',
  'integer',
  'float',
  'boolean',
  'string',
  'tensor',
  'unknown',
]);

const isPlain = (value: Value): boolean =>
  PLAIN.has(value.kind) || (value.kind === 'tuple' && value.elements.every(isPlain));

export function layerCount(instance: Instance, cost: Cost): LayerCount {
  const before = known.get(instance);
  if (before?.read.every(([name, value]) => attributeOf(instance, name) === value)) return before;
  const read = new Map<string, Value>();
  const made = madeOf(instance, (name) => {
    const value = attributeOf(instance, name);
    read.set(name, value);
    return value;
  });
  const all = cost.parameters(made);
  const alone = cost.parameters({ ...made, flag: (name) => (name === 'bias' ? false : made.flag(name)) });
  if ([...read.values()].every(isPlain)) known.set(instance, { all, alone, read: [...read] });
  return { all, alone };
}
