import { known, markWritten } from '../interpreter/memory';
import { own } from '../domain/own';
import { NONE, type Tensor, type Value } from '../interpreter/value';
import { byName } from './by-name';
import { elementsIn, integerIn, valueOf } from './call';
import type { Call } from './library';

type Numbers = readonly number[];

/** What the arguments of a call are: one number, or the entries of a vector; undefined where that is not known. */
type Read = (name: string) => number | Numbers | undefined;

/** Vectors that programs compute sizes with (the widths of stages) are shorter. */
const MAX_VALUES = 256;

function numbersIn(value: Value): number | Numbers | undefined {
  if (value.kind === 'tensor') return known(value).values;
  const elements = elementsIn(value)?.map(numberOf);
  if (elements) return elements.every((each) => each !== undefined) ? elements : undefined;
  return numberOf(value);
}

function numberOf(value: Value): number | undefined {
  const known = value.kind === 'float' ? value.value : integerIn(value);
  return typeof known === 'number' ? known : undefined;
}

/** Entry by entry; a number, or a single entry, stands for vectors of its own. */
const pairwise =
  (compute: (x: number, y: number) => number) =>
  (read: Read): Numbers | undefined => {
    const [x, y] = [spread(read('input')), spread(read('other'))];
    if (!x || !y || (x.length !== y.length && x.length !== 1 && y.length !== 1)) return undefined;
    const length = Math.max(x.length, y.length);
    return Array.from({ length }, (_, i) => compute(x[x.length === 1 ? 0 : i]!, y[y.length === 1 ? 0 : i]!));
  };

/** Fractions take part with the precision that PyTorch computes in. */
const spread = (value: number | Numbers | undefined): Numbers | undefined =>
  typeof value === 'number' ? [rounded(value)] : value;

/** PyTorch divides a number by a tensor as it multiplies with the reciprocal. */
const quotient = (read: Read): Numbers | undefined =>
  typeof read('input') === 'number' ? pairwise((x, y) => x * rounded(1 / y))(read) : pairwise((x, y) => x / y)(read);

/** Of all entries, or of two vectors entry by entry. */
const extreme =
  (choose: (...numbers: number[]) => number) =>
  (read: Read): Numbers | undefined => {
    const [input, axis] = [read('input'), read('dim')];
    const other = read('other') ?? axis;
    if (typeof axis === 'number' || typeof input !== 'object') return undefined;
    if (other === undefined) return [choose(...input)];
    return pairwise(choose)((name) => (name === 'other' ? other : read(name)));
  };

const each =
  (compute: (x: number) => number) =>
  (read: Read): Numbers | undefined => {
    const input = read('input');
    return typeof input === 'object' ? input.map(compute) : undefined;
  };

/** To the nearest integer, halves to the even one. */
const roundHalfEven = (x: number): number => {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
};

function arange(read: Read): Numbers | undefined {
  const [first, second, step] = [read('start'), read('end'), read('step')];
  if (typeof first !== 'number' || typeof step !== 'number' || step === 0) return undefined;
  const [start, end] = typeof second === 'number' ? [first, second] : [0, first];
  const length = Math.max(0, Math.ceil((end - start) / step));
  return length <= MAX_VALUES ? Array.from({ length }, (_, i) => start + i * step) : undefined;
}

function linspace(read: Read): Numbers | undefined {
  const [start, end, steps] = [read('start'), read('end'), read('steps')];
  if (typeof start !== 'number' || typeof end !== 'number' || typeof steps !== 'number') return undefined;
  if (steps > MAX_VALUES) return undefined;
  if (steps === 1) return [start];
  // PyTorch counts from both ends, in single precision.
  const step = Math.fround((Math.fround(end) - Math.fround(start)) / (steps - 1));
  return Array.from({ length: steps }, (_, i) => (i < steps / 2 ? start + i * step : end - (steps - 1 - i) * step));
}

const vector = (read: Read, name: string): Numbers | undefined => {
  const data = read(name);
  return typeof data === 'object' && data.length <= MAX_VALUES ? data : undefined;
};

/** `add(x, y, alpha=2)` is x + 2y. */
const scaled =
  (compute: (x: number, y: number) => number) =>
  (read: Read): Numbers | undefined =>
    pairwise((x, y) => compute(x, y))((name) => (read('alpha') === 1 ? read(name) : undefined));

const product = pairwise((x, y) => x * y);

/** The entries of a result, by the function's last name. */
const ENTRIES: Partial<Record<string, (read: Read) => Numbers | undefined>> = {
  tensor: (read) => vector(read, 'data'),
  as_tensor: (read) => vector(read, 'data'),
  array: (read) => vector(read, 'data'),
  arange,
  linspace,
  add: scaled((x, y) => x + y),
  sub: scaled((x, y) => x - y),
  mul: product,
  multiply: product,
  div: quotient,
  divide: quotient,
  min: extreme(Math.min),
  max: extreme(Math.max),
  to: each((x) => x),
  float: each((x) => x),
  floor_divide: pairwise((x, y) => Math.floor(x / y)),
  pow: (read) => pairwise((x, y) => x ** y)((name) => read(name === 'other' ? 'exponent' : name)),
  round: each(roundHalfEven),
  floor: each(Math.floor),
  ceil: each(Math.ceil),
  abs: each(Math.abs),
  neg: each((x) => -x),
  log: each(Math.log),
  exp: each(Math.exp),
  sqrt: each(Math.sqrt),
  int: each(Math.trunc),
  long: each(Math.trunc),
  diff: (read) => vector(read, 'input')?.flatMap((x, i, all) => (i === 0 ? [] : [x - all[i - 1]!])),
};

const entriesBy = byName((name) => own(ENTRIES, name.replace(/^.*\./, '')));

/** What a call returns with its entries, where the program fixes them; PyTorch's fractions are of single precision. */
export function withEntries(call: Call, result: Value): Value {
  const compute = result.kind === 'tensor' ? entriesBy(call.name) : undefined;
  if (!compute || result.kind !== 'tensor' || !isVector(result) || isRounding(call)) return result;
  const entries = compute((name) => numbersIn(valueOf(call, name)));
  if (entries?.length !== (result.shape.dimensions[0] ?? 1)) return result;
  const single = call.name.startsWith('torch.');
  return { ...result, values: single ? entries.map(rounded) : entries };
}

const isVector = ({ shape }: Tensor): boolean => !shape.open && shape.dimensions.length <= 1;

const isRounding = (call: Call): boolean => {
  const { kind } = valueOf(call, 'rounding_mode');
  return call.arguments.has('rounding_mode') && kind !== 'none';
};

const rounded = (x: number): number => (Number.isSafeInteger(x) ? x : Math.fround(x));

/** Whether it is a function or method that writes into its first argument. */
const writes = byName((name) =>
  /([^_.]_|\.__setitem__|_fill|_copy|\.(fill|put|place|copyto|putmask|itemset|shuffle)|ndarray\.(sort|partition))$/.test(
    name,
  ),
);

/** Forgets the entries of what a call may write to. */
export function forgetEntries({ machine, name, arguments: given }: Call): void {
  if (!writes(name) && (given.get('out') ?? NONE).kind === 'none') return;
  for (const value of given.values()) markWritten(machine.store, value);
}
