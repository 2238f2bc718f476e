/** Data that comes in pieces: data sets of tf.data, and generators of Keras that give batches. */
import { mapValues, possible } from '../../interpreter/dictionaries';
import type { Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import { made } from '../../interpreter/construction';
import { Each, each } from '../../interpreter/each';
import { setAttribute } from '../../interpreter/setting-attributes';
import {
  boolean,
  dictionary,
  integer,
  library,
  list,
  NONE,
  tensor,
  tuple,
  UNKNOWN,
  type Instance,
  type Tensor,
  type Value,
} from '../../interpreter/value';
import { MAX_NESTING, elementsIn, integerIn } from '../call';
import type { Call } from '../library';

export const DATASET = 'tensorflow.data.Dataset';
export const BATCHES = 'keras.preprocessing.image.Iterator';

/** A sequence of elements that are alike. */
export interface Data {
  element: Value;
  /** How many there are; undefined where that is not known. */
  count: Dimension | undefined;
  /** Whether they never end. */
  endless?: boolean | undefined;
  /** Symbols from this serial on may stand for another size in each element. */
  from: number;
}

/** Where an instance keeps what is known of it; no attribute of a program has such a name. */
const ELEMENT = '@element';
const COUNT = '@count';
const FROM = '@from';
const ENDLESS = '@endless';

export function dataset(call: Call, { element, count, endless, from }: Data, type = DATASET): Instance {
  const instance = made(library(type), call);
  const known: [string, Value][] = [
    [ELEMENT, element],
    [COUNT, count === undefined ? NONE : integer(count)],
    [FROM, integer(from)],
    [ENDLESS, boolean(endless === true)],
  ];
  for (const [name, value] of known) setAttribute(call.machine, instance, name, value);
  return instance;
}

/** What is known of the elements of a value; undefined for other values than data sets. */
export function dataIn(value: Value): Data | undefined {
  if (value.kind !== 'instance' || value.class.kind !== 'library' || value.escaped.value) return undefined;
  const [element, count, from] = [ELEMENT, COUNT, FROM].map((name) => value.attributes.get(name)?.value ?? UNKNOWN);
  const first = integerIn(from!);
  if (typeof first !== 'number') return undefined;
  const endless = value.attributes.get(ENDLESS)?.value;
  const known = { element: element!, count: integerIn(count!), from: first };
  return endless?.kind === 'boolean' ? { ...known, endless: endless.value } : known;
}

/** One of the elements: what differs among them is a new size in each. */
export const elementIn = ({ element, from }: Data): Value => new Each(element, from, { made: true }).read();

/** An iterator over the elements. */
export const elementsOf = ({ element, from }: Data): Value => list(each(element, from, { made: true }), 'iterator');

/** A structure with every tensor in it changed; undefined where it holds anything else. */
export function mapTensors(value: Value, change: (each: Tensor) => Tensor | undefined, depth = 0): Value | undefined {
  if (value.kind === 'tensor') return change(value);
  if (depth >= MAX_NESTING) return undefined;
  if (value.kind === 'dictionary') return mapEntries(value, change, depth);
  if (value.kind !== 'tuple') return undefined;
  const parts = value.elements.map((each) => mapTensors(each, change, depth + 1));
  return parts.every((each) => each !== undefined) ? tuple(parts) : undefined;
}

function mapEntries(
  { entries }: Extract<Value, { kind: 'dictionary' }>,
  change: (each: Tensor) => Tensor | undefined,
  depth: number,
): Value | undefined {
  const changed = mapValues(entries.value, (value) => mapTensors(value, change, depth + 1) ?? UNKNOWN);
  const whole = changed && possible(changed).every(({ value }) => value.kind !== 'unknown');
  return whole ? dictionary(changed) : undefined;
}

/** All tensors of a structure. */
export function tensorsIn(value: Value, depth = 0): readonly Tensor[] {
  if (value.kind === 'tensor') return [value];
  if (depth >= MAX_NESTING) return [];
  const parts =
    value.kind === 'dictionary' ? possible(value.entries.value).map((entry) => entry.value) : elementsIn(value);
  return (parts ?? []).flatMap((each) => tensorsIn(each, depth + 1));
}

/** The tensor without its first axis, or with another one before it. */
export const inner = (each: Tensor): Tensor | undefined =>
  each.shape.open || each.shape.dimensions.length === 0 ? undefined : resized(each, each.shape.dimensions.slice(1));

export const resized = ({ type, oneHot }: Tensor, dimensions: readonly Dimension[], open = false): Tensor =>
  tensor(shape(dimensions, open), { array: 'tensorflow.Tensor', ...(type && { type }), ...(oneHot && { oneHot }) });

/** Numbers become tensors; tensors are TensorFlow's, whatever made them. */
export const elementOf = (value: Value): Value =>
  mapTensors(value.kind === 'integer' || value.kind === 'float' ? tensor(shape([])) : value, (each) =>
    resized(each, each.shape.dimensions, each.shape.open),
  ) ?? UNKNOWN;
