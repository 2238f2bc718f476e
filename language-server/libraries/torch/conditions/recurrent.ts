import { numberOfAxes } from '../../../domain/amount';
import { equal, multiply, type Dimension } from '../../../domain/dimension';
import { different } from '../../../domain/order';
import { printShape, shape } from '../../../domain/shape';
import type { Instance, Tensor, Value } from '../../../interpreter/value';
import { attributeOf, elementsIn, layerOf, sizeIn } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

const numberAt = (self: Instance | undefined, name: string): Dimension | undefined => sizeIn(attributeOf(self, name));

/** The states that are passed: one, or an LSTM's pair. */
const statesOf = (hx: Value | undefined): Value[] =>
  hx === undefined || hx.kind === 'none' ? [] : [...(elementsIn(hx) ?? [hx])];

function checkRank(call: Call, input: Tensor, ranks: readonly [number, number]): boolean {
  const { length } = input.shape.dimensions;
  if (ranks.includes(length)) return true;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `an input of shape ${printShape(input.shape)}, with ${numberOfAxes(length)}`,
      expected: `${ranks[1]} axes, or ${ranks[0]} without the batch`,
      advice: 'reshape the input, or add the missing axis with unsqueeze',
    },
    [input],
  );
  return false;
}

function checkState(call: Call, input: Tensor, state: Value, wanted: readonly (Dimension | undefined)[]): void {
  if (state.kind !== 'tensor' || state.shape.open) return;
  const { dimensions } = state.shape;
  const fits =
    dimensions.length === wanted.length &&
    dimensions.every((size, i) => wanted[i] === undefined || !different(size, wanted[i]));
  if (fits) return;
  const known = wanted.every((size) => size !== undefined) ? printShape(shape(wanted)) : numberOfAxes(wanted.length);
  refuse(
    call,
    'shape-mismatch',
    {
      received: `a hidden state of shape ${printShape(state.shape)}`,
      expected: `${known} (layers times directions, batch, hidden_size) for an input of shape ${printShape(input.shape)}`,
      advice: stateAdvice(call, input.shape.dimensions, dimensions),
    },
    [state],
  );
}

/** A state says how many sequences there are: the input's other axis may be the batch. */
function stateAdvice(call: Call, input: readonly Dimension[], state: readonly Dimension[]): string {
  const first = attributeOf(layerOf(call), 'batch_first');
  const [batch, other] = [state.at(-2), first.kind === 'boolean' ? input[first.value ? 1 : 0] : undefined];
  if (input.length !== 3 || batch === undefined || other === undefined || !equal(batch, other))
    return 'make the state from the batch that comes in and the sizes of the layer';
  return first.kind === 'boolean' && first.value
    ? 'the batch stands second in this input, so leave batch_first out, or swap the two with .transpose(0, 1)'
    : 'the batch stands first in this input, so make the layer with batch_first=True';
}

/** (L, N, in) or (N, L, in), with states (layers · directions, N, hidden). */
const unrolled: Condition = (call) => {
  const [self, input] = [layerOf(call), closed(call)];
  if (!input || !checkRank(call, input, [2, 3])) return;
  const [bidirectional, first] = [attributeOf(self, 'bidirectional'), attributeOf(self, 'batch_first')];
  if (bidirectional.kind !== 'boolean' || first.kind !== 'boolean') return;
  const layers = numberAt(self, 'num_layers');
  const depth = layers === undefined ? undefined : multiply(layers, bidirectional.value ? 2 : 1);
  const { dimensions } = input.shape;
  const batch = dimensions.length === 3 ? [dimensions[first.value ? 0 : 1]!] : [];
  const [hidden, projected] = [numberAt(self, 'hidden_size'), numberAt(self, 'proj_size') ?? 0];
  statesOf(call.arguments.get('hx')).forEach((state, i) => {
    checkState(call, input, state, [depth, ...batch, i === 0 && projected !== 0 ? projected : hidden]);
  });
};

/** (N, in), with states (N, hidden). */
const cell: Condition = (call) => {
  const [self, input] = [layerOf(call), closed(call)];
  if (!input || !checkRank(call, input, [1, 2])) return;
  const batch = input.shape.dimensions.slice(0, -1);
  for (const state of statesOf(call.arguments.get('hx')))
    checkState(call, input, state, [...batch, numberAt(self, 'hidden_size')]);
};

const forward = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(names.split(' ').map((name) => [`torch.nn.${name}.forward`, condition]));

export const RECURRENT_CONDITIONS: Conditions = {
  ...forward('LSTM GRU RNN', unrolled),
  ...forward('LSTMCell GRUCell RNNCell', cell),
};
