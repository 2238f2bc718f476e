import { amount, numberOfAxes } from '../../../domain/amount';
import { different } from '../../../domain/order';
import { printShape } from '../../../domain/shape';
import type { Tensor, Value } from '../../../interpreter/value';
import { byName } from '../../by-name';
import { asFunction, elementsIn, numberIn, numberOf, valueOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { rowOf } from '../../table';

/** Parameters that name axes of `input`. */
const AXES = [
  ...['dim', 'dims', 'dim0', 'dim1', 'dim2', 'start_dim', 'end_dim'],
  ...['dimension', 'source', 'destination', 'axes'],
];

/** Where they are something else: counts, or an axis that is yet to be made. */
const OTHERS = /\.(unsqueeze_?|tile|repeat|tensordot|stack|new_\w+|diag_embed)$/;

/** What names every axis: of too few or too many the rule tells. */
const PERMUTES = /\.permute$|^numpy\.(ndarray\.)?transpose$/;

/** What may go along one axis twice. */
const MOVES_TWICE = '.roll';

/** The axes that a value names; those unknown are left out. */
const axesIn = (value: Value | undefined): number[] =>
  value ? (elementsIn(value) ?? [value]).map(numberIn).filter((axis) => axis !== undefined) : [];

/** NumPy's functions that take axes as PyTorch's do. */
const NUMPY = /^numpy\.(ndarray\.)?(sum|prod|mean|std|var|argmax|argmin|max|min|squeeze|swapaxes|transpose|moveaxis)$/;

const takesAxes = (name: string): boolean => (name.startsWith('torch.') ? !OTHERS.test(name) : NUMPY.test(name));

/** The parameters of a function, or of a layer, that name axes. */
const axesOf = byName((name): readonly string[] => {
  const signatures = [name, name.replace(/\.forward$/, '')].map((each) => rowOf(each)?.signature ?? '');
  const parameters = new Set(signatures.join().split(/\W+/));
  return takesAxes(name) ? AXES.filter((each) => parameters.has(each)) : [];
});

/** What the axes are of, by the names that functions have for it. */
const inputOf = (call: Call): Tensor | undefined => closed(call) ?? closed(call, 'A') ?? closed(call, 'logits');

/** Every axis named is one of the input's, and none is named twice. */
export const namesItsAxes: Condition = (given) => {
  const axes = axesOf(given.name);
  if (axes.length === 0) return;
  const call = asFunction(given);
  const input = inputOf(call);
  if (input) axes.find((name) => call.arguments.has(name) && !areAxes(given, input, call.arguments.get(name)));
};

/** Whether a tensor may have the axes that a value names; reports where it has not. */
export function areAxes(call: Call, input: Tensor, value: Value | undefined): boolean {
  const { length: rank } = input.shape.dimensions;
  const axes = axesIn(value);
  if (PERMUTES.test(call.name) && axes.length !== rank) return true;
  const outside = axes.find((axis) => !isAxis(input, axis));
  const mayRepeat = call.name.endsWith(MOVES_TWICE);
  const twice = outside === undefined && !mayRepeat && hasTwins(axes, rank);
  if (outside !== undefined) noSuchAxis(call, input, outside);
  if (twice) namedTwice(call, input, axes);
  return outside === undefined && !twice;
}

const isAxis = ({ shape }: Tensor, axis: number, more = 0): boolean => {
  // A scalar has one axis as far as PyTorch's functions ask.
  const rank = Math.max(1, shape.dimensions.length + more);
  return axis >= -rank && axis < rank;
};

const hasTwins = (axes: readonly number[], rank: number): boolean =>
  axes.length > 1 && new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis))).size < axes.length;

function noSuchAxis(call: Call, input: Tensor, axis: number, more = 0): void {
  const rank = Math.max(1, input.shape.dimensions.length + more);
  refuse(
    call,
    'index-out-of-range',
    {
      received: `axis ${axis} for a tensor of shape ${printShape(input.shape)}`,
      expected: `an axis from ${-rank} to ${rank - 1}`,
      advice: 'name an axis that the tensor has, or keep its axes in what comes before',
    },
    [input],
  );
}

function namedTwice(call: Call, input: Tensor, axes: readonly number[]): void {
  refuse(
    call,
    'index-out-of-range',
    {
      received: `the axes (${axes.join(', ')}) of a tensor of shape ${printShape(input.shape)}`,
      expected: 'each axis at most once',
      advice: 'name every axis once',
    },
    [input],
  );
}

/** The axes named are those of the result, which has one more than the input. */
const made =
  (...names: string[]): Condition =>
  (call) => {
    const input = closed(call);
    const outside = names.map((name) => numberOf(call, name)).find((axis) => input && axis !== undefined && !isAxis(input, axis, 1)); // prettier-ignore
    if (input && outside !== undefined) noSuchAxis(call, input, outside, 1);
  };

/** The axes joined run from the first to the last. */
const flatten: Condition = (given) => {
  const call = asFunction(given);
  const input = closed(call);
  const rank = Math.max(1, input?.shape.dimensions.length ?? 0);
  const [start, end] = ['start_dim', 'end_dim'].map((name) => numberOf(call, name));
  if (!input || start === undefined || end === undefined || !isAxis(input, start) || !isAxis(input, end)) return;
  const [from, to] = [start, end].map((axis) => (axis < 0 ? axis + rank : axis)) as [number, number];
  if (from <= to) return;
  refuse(
    given,
    'index-out-of-range',
    {
      received: `start_dim=${start} and end_dim=${end} for a tensor of shape ${printShape(input.shape)}`,
      expected: 'a first axis that does not come after the last',
      advice: 'give start_dim and end_dim in order',
    },
    [input],
  );
};

/** `cat` and `stack`: the axis is one of the tensors', or between them. */
const joined =
  (more: 0 | 1): Condition =>
  (call) => {
    const axis = numberOf(call, 'dim');
    const tensors = elementsIn(call.arguments.get('tensors') ?? { kind: 'none' });
    const first = tensors?.find((each) => each.kind === 'tensor' && !each.shape.open);
    if (first?.kind !== 'tensor' || axis === undefined || isAxis(first, axis, more)) return;
    // Empty vectors are skipped by cat, whatever the axis.
    if (first.shape.dimensions.length > 1 || more === 1) noSuchAxis(call, first, axis, more);
  };

/** An axis that is squeezed has one entry, where PyTorch would leave it. */
export const single =
  (name: string, axis: string): Condition =>
  (call) => {
    const input = closed(call, name);
    const given = valueOf(call, axis);
    const wrong = (elementsIn(given) ?? [given])
      .flatMap((each) => numberIn(each) ?? [])
      .find((at) => different(input?.shape.dimensions.at(at) ?? 1, 1));
    if (!input || wrong === undefined) return;
    const received = `axis ${wrong} of an input of shape ${printShape(input.shape)}`;
    const advice = 'take one entry of the axis by its index, or reduce it';
    refuse(call, 'shape-mismatch', { received, expected: 'an axis of size 1', advice }, [input]);
  };

/** The axis is one of the two together, which broadcast. */
const compared: Condition = (given) => {
  const call = asFunction(given);
  const [first, second, axis] = [closed(call, 'x1'), closed(call, 'x2'), numberOf(call, 'dim')];
  if (!first || !second || axis === undefined) return;
  const longer = first.shape.dimensions.length < second.shape.dimensions.length ? second : first;
  if (!isAxis(longer, axis)) noSuchAxis(given, longer, axis);
};

/** A distance for each axis; without axes the flattened tensor is moved by one. */
const roll: Condition = (call) => {
  const [shifts, axes] = ['shifts', 'dims'].map((name) => valueOf(call, name)) as [Value, Value];
  const count = axes.kind === 'none' ? 1 : countOf(axes);
  const given = countOf(shifts);
  if (given === undefined || count === undefined || given === count) return;
  refuse(call, 'argument-mismatch', {
    received: `${amount(given, 'shift')} for ${axes.kind === 'none' ? 'no axes' : numberOfAxes(count)}`,
    expected: 'an axis for every shift',
    advice: 'name as many axes in dims as there are shifts',
  });
};

const countOf = (value: Value): number | undefined => (value.kind === 'integer' ? 1 : elementsIn(value)?.length);

const both = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`].map((each) => [each, condition])),
  );

export const AXIS_CONDITIONS: Conditions = {
  ...both('roll', roll),
  ...both('unsqueeze unsqueeze_', made('dim')),
  ...both('diag_embed', made('dim1', 'dim2')),
  ...both('flatten', flatten),
  'torch.nn.Flatten.forward': flatten,
  'torch.cat': joined(0),
  'torch.concat': joined(0),
  'torch.concatenate': joined(0),
  'torch.cosine_similarity': compared,
  'torch.nn.functional.cosine_similarity': compared,
  'torch.nn.CosineSimilarity.forward': compared,
  'torch.stack': joined(1),
  'numpy.squeeze': single('input', 'dim'),
  'numpy.ndarray.squeeze': single('input', 'dim'),
};
