/** Integers that are surely among a tensor's entries, where the program says how it is filled. */
import { amount } from '../domain/amount';
import { product } from '../domain/dimension';
import { categoryOf } from '../domain/element-type';
import type { Shape } from '../domain/shape';
import { known, markWritten } from '../interpreter/memory';
import { Cell } from '../interpreter/store';
import type { Members, Tensor, Value } from '../interpreter/value';
import { byName } from './by-name';
import { elementsIn, MAX_NESTING, isNone, numberIn, numberOf, valueOf } from './call';
import type { Call } from './library';

/**
 * How unlikely it may be that a program runs that is reported, for numbers are drawn anew in every run. More seldom
 * than once in as many runs is never, as far as anybody will see.
 */
const NEVER = 1e-9;

/** How many entries there are; one where that is not known: sizes are at least 1. */
function countOf({ open, dimensions }: Shape): number {
  const count = open ? 1 : product(dimensions);
  return typeof count === 'number' ? count : 1;
}

const isCounted = ({ open, dimensions }: Shape): boolean => !open && typeof product(dimensions) === 'number';

/** From `low` to below `high`, where `bounds` are one or two numbers, as `randint` takes them. */
function drawn(shape: Shape, low: number | undefined, high: number | undefined, only: boolean): Members | undefined {
  const [from, to] = only ? [0, low] : [low, high];
  return from === undefined || to === undefined || from >= to
    ? undefined
    : { low: from, high: to, count: countOf(shape), whole: false };
}

/** One entry of the whole is `value`. */
const holding = (value: number): Members => ({ low: value, high: value + 1, count: 1, whole: true });

const randint = (call: Call, { shape }: Tensor): Members | undefined =>
  drawn(shape, numberOf(call, 'low'), numberOf(call, 'high'), isNone(call, 'size'));

const likeRandint = (call: Call, { shape }: Tensor): Members | undefined =>
  drawn(shape, numberOf(call, 'low'), numberOf(call, 'high'), isNone(call, 'high'));

function integers(call: Call, { shape }: Tensor): Members | undefined {
  const end = valueOf(call, 'endpoint');
  const open = !call.arguments.has('endpoint') || (end.kind === 'boolean' && !end.value);
  return open ? drawn(shape, numberOf(call, 'low'), numberOf(call, 'high'), isNone(call, 'high')) : undefined;
}

function arange(call: Call): Members | undefined {
  const [first, second, step] = ['start', 'end', 'step'].map((name) => numberOf(call, name));
  const [start, end] = isNone(call, 'end') ? [0, first] : [first, second];
  const rising = start !== undefined && end !== undefined && step === 1 && end > start;
  return rising ? holding(end - 1) : undefined;
}

function permutation(call: Call): Members | undefined {
  const count = numberOf(call, 'n');
  return count !== undefined && count > 0 ? holding(count - 1) : undefined;
}

/** The largest integer in nested lists. */
function largest(value: Value, depth = 0): number | undefined {
  if (value.kind === 'integer') return numberIn(value);
  const inside = depth < MAX_NESTING ? elementsIn(value)?.map((each) => largest(each, depth + 1)) : undefined;
  const known = (inside ?? []).filter((each) => each !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

function literal(call: Call): Members | undefined {
  const data = ['data', 'values', 'value'].find((name) => call.arguments.has(name));
  const most = data === undefined ? undefined : largest(valueOf(call, data));
  return most === undefined ? undefined : holding(most);
}

const MADE: Partial<Record<string, (call: Call, result: Tensor) => Members | undefined>> = {
  'torch.randint': randint,
  'torch.randint_like': likeRandint,
  'numpy.random.randint': integers,
  'numpy.random.RandomState.randint': integers,
  'numpy.random.default_rng.integers': integers,
  'torch.arange': arange,
  'numpy.arange': arange,
  'torch.randperm': permutation,
  'torch.tensor': literal,
  'torch.as_tensor': literal,
  'torch.LongTensor': literal,
  'torch.IntTensor': literal,
  'numpy.array': literal,
  'tensorflow.constant': literal,
  'tensorflow.convert_to_tensor': literal,
  'tfjs.randomUniform': (call, { shape }) => drawn(shape, numberOf(call, 'minval'), numberOf(call, 'maxval'), false),
  'tfjs.randomUniformInt': (call, { shape }) => drawn(shape, numberOf(call, 'minval'), numberOf(call, 'maxval'), false),
  ...Object.fromEntries(['', '1d', '2d', '3d', '4d'].map((rank) => [`tfjs.tensor${rank}`, literal])),
};

/** The same entries, in another shape, order or place. */
const KEEPS = new RegExp(
  String.raw`\.(view|view_as|reshape|reshape_as|flatten|unflatten|ravel|squeeze|unsqueeze|permute|transpose|swapaxes|t|` +
    'movedim|moveaxis|flip|roll|@T|contiguous|clone|copy|detach|long|int|to|type|astype|cpu|cuda|numpy|from_numpy|' +
    'tensor|as_tensor|asarray|array|LongTensor|IntTensor|toInt|expandDims|reverse)$',
);

/** Each several times, so that parts may all be one. */
const REPEATS = /\.(repeat|tile|expand|expand_as|broadcast_to|repeat_interleave)$/;

/** Some of them, chosen without a look at them where the index is no array. */
const PICKS = /\.(__getitem__|narrow|select)$/;

/** Other views, through which entries may be written to. */
const VIEWS =
  /\.(split|chunk|unbind|tensor_split|[hvd]split|array_split|split_with_sizes|diagonal|unfold|as_strided|expand_dims|atleast_[123]d|broadcast_arrays|as(any|contiguous)array|flip(lr|ud)|rot90|rollaxis|real|@(data|mT|H|real|imag))$/;

const JOINS = /\.(cat|concat|stack|concatenate)$/;

type Effect = 'keeps' | 'repeats' | 'picks' | 'views' | 'joins' | 'adds' | 'subtracts' | undefined;

export const effectOf = byName((name): Effect => {
  if (KEEPS.test(name)) return 'keeps';
  if (REPEATS.test(name)) return 'repeats';
  if (PICKS.test(name)) return 'picks';
  if (VIEWS.test(name)) return 'views';
  if (JOINS.test(name)) return 'joins';
  return name === 'torch.add' ? 'adds' : name === 'torch.sub' ? 'subtracts' : undefined;
});

/** Types that hold what indices are; others may not keep the number. */
export const isWide = ({ type }: Tensor): boolean =>
  type !== undefined && categoryOf(type) === 'integer' && !/^u?int(8|16)$/.test(type);

export const sourceOf = (call: Call): Tensor | undefined =>
  ['input', 'data', 'ndarray', 'x'].map((name) => valueOf(call, name)).find((value) => value.kind === 'tensor');

/** What is left of it in part of the tensor, or in one of another shape. */
export function membersIn(tensor: Tensor, shape: Shape, part: boolean): { members?: Members } {
  const { members } = known(tensor);
  if (!members) return {};
  const count = isCounted(shape) ? Math.min(members.count, countOf(shape)) : part ? 1 : members.count;
  return { members: { ...members, count: (part && members.whole) || count === 0 ? 0 : count } };
}

/** Of so many rows like this one, each another. */
export function membersOfRows(tensor: Tensor, rows: number): { members?: Members } {
  const { members } = known(tensor);
  return members ? { members: { ...members, count: members.count * rows } } : {};
}

function repeated(source: Tensor, { shape }: Tensor): { members?: Members } {
  const { members } = membersIn(source, shape, false);
  return members ? { members: { ...members, whole: true } } : {};
}

const isArray = (part: Value): boolean => !/^(integer|slice|none|ellipsis)$/.test(part.kind);

/** By an array of places nothing may be left; but it is a copy. */
function picked(call: Call, source: Tensor, result: Tensor): { members?: Members } {
  const parts = elementsIn(valueOf(call, 'index')) ?? [valueOf(call, 'index')];
  const chosen = call.arguments.has('index') && parts.some(isArray);
  return chosen ? {} : membersIn(source, result.shape, true);
}

/** The parts are all there: the one that reaches furthest, which a piece of the whole may be without unless all are alike. */
function joined(call: Call): { members?: Members } {
  const tensors = elementsIn(valueOf(call, 'tensors')) ?? [];
  const parts = tensors.flatMap((each) => (each.kind === 'tensor' ? (certain(each) ?? []) : []));
  const [members] = parts.toSorted((a, b) => b.high - a.high);
  if (!members) return {};
  const { low, high } = members;
  const alike = parts.length === tensors.length && parts.every((each) => each.low === low && each.high === high);
  return { members: { ...members, whole: members.whole || !alike || parts.some(({ whole }) => whole) } };
}

/** With a number added to every entry. */
function shifted(call: Call, source: Tensor, sign: number): { members?: Members } {
  const by = numberOf(call, 'other');
  const { members } = known(source);
  if (!members || by === undefined || numberOf(call, 'alpha') !== 1) return {};
  return { members: { ...members, low: members.low + sign * by, high: members.high + sign * by } };
}

function kept(call: Call, result: Tensor): { members?: Members } {
  const effect = effectOf(call.name);
  if (effect === 'joins') return joined(call);
  const source = sourceOf(call);
  if (!effect || !source?.members) return {};
  if (effect === 'keeps') return membersIn(source, result.shape, false);
  if (effect === 'repeats') return repeated(source, result);
  if (effect === 'picks') return picked(call, source, result);
  return effect === 'views' ? {} : shifted(call, source, effect === 'adds' ? 1 : -1);
}

/** What a call returns with what is surely in it. */
export function withMembers(call: Call, result: Value): Value {
  if (result.kind !== 'tensor') return result;
  const made = MADE[call.name]?.(call, result);
  const members = made ? { members: made } : kept(call, result);
  return members.members && isWide(result) ? { ...result, ...members } : result;
}

/** Those of which it has at least one. */
function certain(tensor: Tensor): Members | undefined {
  const { members } = known(tensor);
  return members && members.count > 0 ? members : undefined;
}

const SHARING = new Set<Effect>(['keeps', 'repeats', 'picks', 'views']);

/** What a call returns with the memory that it shares, or with one of its own for what is known of its entries. */
export function withMemory(call: Call, result: Value): Value {
  const effect = effectOf(call.name);
  const source = SHARING.has(effect)
    ? [...call.arguments.values()].find((value) => value.kind === 'tensor')
    : undefined;
  // Parts in a list or tuple are not followed.
  if (result.kind !== 'tensor' && effect === 'views') markWritten(call.machine.store, source);
  if (result.kind !== 'tensor' || result.written) return result;
  const own = result.values ?? result.members ?? result.bounds;
  const written = source?.written ?? (own && [new Cell<boolean>(false)]);
  return written ? { ...result, written } : result;
}

/** Which integers are taken: from `least` to below `limit`, and perhaps one more. */
export interface Places {
  least: number;
  limit: number;
  except?: number | undefined;
}

const isPlace = (at: number, { least, limit, except }: Places): boolean => (at >= least && at < limit) || at === except;

/** How many of the integers from low to below high are places. */
function placesIn(low: number, high: number, places: Places): number {
  const inside = Math.max(0, Math.min(high, places.limit) - Math.max(low, places.least));
  const { except } = places;
  const more =
    except !== undefined && except >= low && except < high && !isPlace(except, { ...places, except: undefined });
  return inside + Number(more);
}

/** In words, what of a tensor is certainly none of the places. */
export function beyond(tensor: Tensor, places: Places): string | undefined {
  const { values } = known(tensor);
  const at = values?.find((each) => Number.isInteger(each) && !isPlace(each, places));
  if (at !== undefined) return `the index ${at}`;
  const members = certain(tensor);
  if (!members) return undefined;
  const { low, high, count } = members;
  if ((placesIn(low, high, places) / (high - low)) ** count >= NEVER) return undefined;
  return high - low === 1
    ? `the index ${low}`
    : `${amount(count, 'index', 'indices')} drawn from ${low} to ${high - 1}`;
}
