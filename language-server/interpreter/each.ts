import { ANONYMOUS, keyOf, unknownInteger, type Bounds, type Dimension } from '../domain/dimension';
import { sizeLike, within } from '../domain/order';
import { singleSymbol, symbolsOf } from '../domain/symbols';
import { mapValues, possible } from './dictionaries';
import { byKind, dictionary, list, tuple, UNKNOWN, type Interval, type Value } from './value';

/** Elements of which the last may differ from all before. */
export interface Ending {
  usual: Value;
  last: Value;
  /** Whether the first is certainly a usual one. */
  certain: boolean;
}

/** What else is known of them together. */
export interface Together {
  /** Whether they are made as they are read: a list among them is another object at every reading. */
  made?: boolean | undefined;
  ending?: Ending | undefined;
  count?: Dimension | undefined;
}

/** Any number of elements, of which only is known what each is like. */
export class Each {
  /** Symbols from `serial` on, made by the loop that made the elements, may stand for another number in each. */
  constructor(
    private readonly like: Value,
    private readonly serial: number,
    private readonly together: Together = {},
  ) {}

  /** One of the elements: what differs among them is a new size at every reading. */
  read(): Value {
    return this.renewed(this.like);
  }

  /** What is known of the last one apart from the others. */
  get ending(): Ending | undefined {
    const { ending } = this.together;
    return ending && { ...ending, usual: this.renewed(ending.usual), last: this.renewed(ending.last) };
  }

  get isMade(): boolean {
    return this.together.made === true;
  }

  /** How many there are. */
  get count(): Dimension | undefined {
    return this.together.count;
  }

  /** Such elements, of which some may be gone. */
  get some(): Each {
    return new Each(this.like, this.serial);
  }

  private renewed(value: Value): Value {
    return fresh(value, this.serial, this.isMade);
  }

  /** What is reached through the elements. */
  get value(): Value {
    return this.like;
  }

  get from(): number {
    return this.serial;
  }
}

/** Elements spelled out, or alike, or unknown. */
export type Elements = readonly Value[] | Each | undefined;

export const spelled = (elements: Elements): readonly Value[] | undefined =>
  elements instanceof Each ? undefined : elements;

/** Elements that are all like `value`; undefined where that says nothing. */
export const each = (value: Value, from: number, together?: Together): Each | undefined =>
  isSaid(fresh(value, from, together?.made === true)) ? new Each(value, from, together) : undefined;

const isSaid = (value: Value): boolean => value.kind !== 'unknown' || value.among !== undefined;

const changes = (size: Dimension, from: number): boolean => symbolsOf(size).some((serial) => serial >= from);

/** @param sizes the new sizes of this reading: what is one size within an element stays one */
function fresh(value: Value, from: number, anew: boolean, sizes = new Map<string, Dimension>()): Value {
  const again = (part: Value): Value => fresh(part, from, anew, sizes);
  if (value.kind === 'tensor') {
    const { shape } = value;
    const dimensions = shape.dimensions.map((size) => (changes(size, from) ? renamed(size, sizes) : size));
    const { bounds, ...rest } = value;
    return { ...rest, ...renewed(bounds, from), shape: { ...shape, dimensions } };
  }
  if (value.kind === 'tuple') return { ...value, ...tuple(value.elements.map(again)) };
  if (!mentions(value, from, new Set())) return value;
  if (value.kind === 'integer') return { kind: 'integer', value: another(value.value, from) };
  return anew ? copied(value, again) : UNKNOWN;
}

function renamed(size: Dimension, sizes: Map<string, Dimension>): Dimension {
  const key = keyOf(size);
  const known = sizes.get(key) ?? sizeLike(size);
  sizes.set(key, known);
  return known;
}

/** Another integer of its bounds, where these are those of all. */
function another(value: Dimension, from: number): Dimension {
  const bounds = singleSymbol(value)?.bounds;
  return bounds && !isOwn(bounds, from) ? within(ANONYMOUS, bounds, true) : unknownInteger();
}

const isOwn = ({ least, limit }: Bounds, from: number): boolean => changes(least, from) || changes(limit, from);

/** What bounds the entries of another such tensor. */
function renewed(bounds: Interval | undefined, from: number): { bounds?: Interval } {
  if (!bounds || isOwn(bounds, from)) return {};
  const { entry } = bounds;
  return {
    bounds:
      entry !== undefined && changes(entry, from) ? { ...bounds, entry: within(ANONYMOUS, bounds, true) } : bounds,
  };
}

/** A list or dictionary with every part changed; other values are unknown. */
function copied(value: Value, change: (part: Value) => Value): Value {
  if (value.kind === 'list') return list(spelled(value.elements.value)?.map(change), value.type);
  if (value.kind !== 'dictionary') return UNKNOWN;
  return { ...dictionary(mapValues(value.entries.value, change)), ...(value.type && { type: value.type }) };
}

/** Instances of programs are nested less deeply; past it a value counts as one that changes. */
const MAX_NESTED = 400;

/** Whether a symbol from `from` on occurs anywhere in a value. */
function mentions(value: Value, from: number, seen: Set<Value>): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  if (seen.size > MAX_NESTED) return true;
  const within = (part: Value): boolean => mentions(part, from, seen);
  return (
    byKind<[], boolean>(
      {
        integer: (whole) => changes(whole.value, from),
        unknown: ({ size, among }) => (size !== undefined && changes(size, from)) || (among ?? []).some(within),
        tensor: ({ shape, bounds }) =>
          shape.dimensions.some((size) => changes(size, from)) || (bounds !== undefined && isOwn(bounds, from)),
        tuple: ({ elements }) => elements.some(within),
        list: ({ elements }) =>
          elements.value instanceof Each
            ? within(elements.value.value) || changes(elements.value.count ?? 0, from)
            : (elements.value ?? []).some(within),
        dictionary: ({ entries }) => possible(entries.value).some((entry) => within(entry.value)),
        instance: ({ attributes }) => [...attributes.values()].some((cell) => cell.value && within(cell.value)),
        range: ({ start, stop, step }) => [start, stop, step].some((size) => changes(size, from)),
        bound: ({ receiver }) => within(receiver),
        partial: ({ positional, named }) => [...positional, ...named.values()].some(within),
      },
      value,
    ) ?? false
  );
}
