import { multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape, type Shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { entryOf } from '../../interpreter/dictionaries';
import { ANY_TENSOR, list, tensor, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, mismatch, valueOf } from '../call';
import type { Call, Rule } from '../library';
import { convolution } from './window';
import { buildFor, flagSetting, inputOf, setting, sizeSetting, textSetting, type Axes } from './setting';

const missing = ({ machine }: Call): string =>
  `reshape the input, or give the recurrent layer before it ${machine.javascript ? 'returnSequences: true' : 'return_sequences=True'}`;

const sequence = (call: Call): Axes => ({ exactly: 3, named: 'batch, time, features', missing: missing(call) });

const flag = (call: Call, name: string): boolean | undefined =>
  setting(call, name).kind === 'unknown' ? false : flagSetting(call, name);

/** The tensors of a list behind its first: states to begin with may be given so. */
const behindFirst = (inputs: Value): Value[] => elementsIn(inputs)?.slice(1) ?? [];

/** The call with the sequence alone. */
function withoutStates(call: Call): Call {
  const inputs = valueOf(call, 'inputs');
  const first = behindFirst(inputs).length > 0 ? elementsIn(inputs)![0]! : inputs;
  return { ...call, arguments: new Map([...call.arguments, ['inputs', first]]) };
}

const made = ({ site }: Call, sizes: Shape): Tensor => tensor(sizes, { type: 'float', site });

/** (B, T, features) → (B, units), or (B, T, units) with return_sequences; with return_state also its `states`. */
export const recurrent =
  (states: number): Rule =>
  (call) => {
    const input = inputOf(withoutStates(call), sequence(call));
    const [sequences, state] = [flag(call, 'return_sequences'), flag(call, 'return_state')];
    if (!input || input.shape.open || sequences === undefined || state === undefined) return UNKNOWN;
    const [batch, time, features] = input.shape.dimensions;
    buildFor(call, input, features);
    const units = sizeSetting(call, 'units') ?? unknownDimension();
    checkStates(call, units);
    const output = made(call, shape(sequences ? [batch!, time!, units] : [batch!, units]));
    const last = made(call, shape([batch!, units]));
    return state ? list([output, ...Array.from({ length: states }, () => last)]) : output;
  };

/** (B, T, …space, C) → (B, …windows, filters), or with T: a convolution at each time; its two states are such images. */
export const convolutional =
  (rank: number): Rule =>
  (call) => {
    const named = `batch, time, ${['length', 'height, width', 'depth, height, width'][rank - 1]!}, channels`;
    const input = inputOf(call, { exactly: rank + 3, named, missing: 'give the input an axis of time' });
    const [sequences, state] = [flag(call, 'return_sequences'), flag(call, 'return_state')];
    if (!input || input.shape.open || sequences === undefined || state === undefined) return UNKNOWN;
    const [batch, time, ...rest] = input.shape.dimensions;
    const image = tensor(shape([batch!, ...rest]), { type: 'float' });
    const last = convolution(rank)({ ...call, arguments: new Map([...call.arguments, ['inputs', image]]) });
    if (last.kind !== 'tensor' || last.shape.open) return UNKNOWN;
    const [, ...space] = last.shape.dimensions;
    const output = sequences ? made(call, shape([batch!, time!, ...space])) : made(call, last.shape);
    return state ? list([output, made(call, last.shape), made(call, last.shape)]) : output;
  };

/** States to begin with, one or several, are as wide as the layer. */
function checkStates(call: Call, units: Dimension): void {
  const options = valueOf(call, 'kwargs');
  const given = options.kind === 'dictionary' ? entryOf(options.entries.value, 'sinitial_state') : undefined;
  const told = given?.kind === 'tensor' ? [given] : given ? (elementsIn(given) ?? []) : [];
  const states = [...told, ...behindFirst(valueOf(call, 'inputs'))];
  for (const state of states) {
    const width =
      state.kind === 'tensor' && state.shape.dimensions.length === 2 ? state.shape.dimensions[1] : undefined;
    if (state.kind !== 'tensor' || width === undefined || !different(width, units)) continue;
    mismatch(call, {
      received: `an initial state of shape ${printShape(state.shape)}`,
      expected: `a width of ${printDimension(units)}, its units`,
      advice: 'give both layers as many units; two directions joined are twice as wide as one',
      inputs: [state],
    });
    return;
  }
}

/** The layer that a wrapper holds. */
function inner(call: Call): Instance | undefined {
  const layer = setting(call, 'layer');
  return layer.kind === 'instance' ? layer : undefined;
}

const apply = (call: Call, layer: Instance, input: Tensor): Value =>
  callValue(call.machine, layer, { ...noArguments(), positional: [input] }, { site: call.site });

/** Both directions beside each other, merged entry by entry, or apart; after them the states of both. */
export const bidirectional: Rule = (call) => {
  const input = inputOf(call, { least: 3, named: sequence(call).named, missing: missing(call) });
  const layer = inner(call);
  if (!input || !layer) return UNKNOWN;
  const one = apply(call, layer, input);
  const [output, ...states] = (one.kind === 'tensor' ? [one] : elementsIn(one)) ?? [];
  const merged = output?.kind === 'tensor' ? bothOf(call, output) : undefined;
  if (!merged) return UNKNOWN;
  const [first, ...others] = [...merged, ...states, ...states];
  return others.length === 0 ? first! : list([first!, ...others]);
};

/** What the two directions' outputs are made into by `merge_mode`. */
function bothOf(call: Call, one: Tensor): Tensor[] | undefined {
  const given = setting(call, 'merge_mode');
  if (given.kind === 'none') return [one, one];
  const mode = given.kind === 'unknown' ? 'concat' : textSetting(call, 'merge_mode');
  if (mode !== 'concat') return mode === undefined ? undefined : [one];
  const { dimensions, open } = one.shape;
  const last = dimensions.at(-1);
  if (last === undefined) return undefined;
  return [tensor(shape([...dimensions.slice(0, -1), multiply(last, 2)], open), { type: 'float' })];
}

/** The layer at each time: (B, T, …) → (B, T, …layer of (B, …)). */
export const timeDistributed: Rule = (call) => {
  const input = inputOf(call, { least: 3, named: 'batch, time, features', missing: missing(call) });
  const layer = inner(call);
  if (!input || input.shape.open || !layer) return ANY_TENSOR;
  const [batch, time, ...rest] = input.shape.dimensions;
  const step = apply(call, layer, tensor(shape([batch!, ...rest]), { type: 'float' }));
  if (step.kind !== 'tensor' || step.shape.open) return ANY_TENSOR;
  return tensor(shape([batch!, time!, ...step.shape.dimensions.slice(1)]), { type: 'float' });
};
