import { multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, layer, layerOf, mismatch, parameterOf, sized, sizeIn, tensorOf, valueOf } from '../call';
import type { Call, Rule, Table } from '../library';
import { packedIn, packedSequence, type Packed } from './packing';

function checkInput(call: Call, self: Instance | undefined): void {
  const input = tensorOf(call);
  const wanted = sizeIn(attributeOf(self, 'input_size'));
  const last = input.shape.dimensions.at(-1);
  if (last === undefined || wanted === undefined || !different(last, wanted)) return;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, whose last axis is ${printDimension(last)}`,
    expected: `input_size=${printDimension(wanted)}`,
    advice: `set input_size=${printDimension(last)}, or change what comes before`,
    inputs: [input],
    ...parameterOf(self, 'input_size', last),
  });
}

const flag = (self: Instance | undefined, name: string): boolean | undefined => {
  const value = attributeOf(self, name);
  return value.kind === 'boolean' ? value.value : undefined;
};

interface Sizes {
  layers: Dimension;
  directions: Dimension;
  hidden: Dimension;
  /** The hidden state that comes out: projected where there is a projection. */
  out: Dimension;
}

function sizesOf(self: Instance | undefined): Sizes {
  const bidirectional = flag(self, 'bidirectional');
  const hidden = sizeIn(attributeOf(self, 'hidden_size')) ?? unknownDimension();
  const projection = sizeIn(attributeOf(self, 'proj_size')) ?? 0;
  return {
    layers: sizeIn(attributeOf(self, 'num_layers')) ?? unknownDimension(),
    directions: bidirectional === undefined ? unknownDimension() : bidirectional ? 2 : 1,
    hidden,
    out: projection === 0 ? hidden : projection,
  };
}

/** (L, N, in), (N, L, in) with batch_first or (L, in) → the outputs and the last states. */
function unrolled(call: Call, first: boolean | undefined): { output: Tensor; hidden: Tensor; cell: Tensor } {
  const self = layerOf(call);
  checkInput(call, self);
  const { open, dimensions } = tensorOf(call).shape;
  const { layers, directions, hidden, out } = sizesOf(self);
  const batch =
    dimensions.length === 3 ? (first === undefined ? unknownDimension() : dimensions[first ? 0 : 1]!) : undefined;
  const known = !open && (dimensions.length === 2 || dimensions.length === 3);
  const state = (size: Dimension): Tensor =>
    known
      ? sized([multiply(layers, directions), ...(batch === undefined ? [] : [batch]), size], { type: 'float' })
      : tensor(ANY_SHAPE);
  const output = shape([...dimensions.slice(0, -1), multiply(directions, out)], open);
  return { output: tensor(output, { type: 'float' }), hidden: state(out), cell: state(hidden) };
}

/** Something else than a tensor goes in. */
const isOther = (call: Call): boolean => {
  const { kind } = valueOf(call, 'input');
  return kind !== 'tensor' && kind !== 'unknown';
};

/** A packed sequence goes in and comes out as one, whatever batch_first says. */
function unrolledPacked(call: Call, packed: Packed): { output: Value; hidden: Tensor; cell: Tensor } {
  const padded = sized([packed.longest, packed.batch, ...packed.features]);
  const given = { ...call, arguments: new Map<string, Value>([...call.arguments, ['input', padded]]) };
  const { output, ...states } = unrolled(given, false);
  return { ...states, output: packedSequence(call, { ...packed, features: output.shape.dimensions.slice(2) }) };
}

/** undefined where nothing is known of what goes in. */
function outcome(call: Call): { output: Value; hidden: Tensor; cell: Tensor } | undefined {
  const packed = packedIn(valueOf(call, 'input'));
  if (packed) return unrolledPacked(call, packed);
  return isOther(call) ? undefined : unrolled(call, flag(layerOf(call), 'batch_first'));
}

const recurrent: Rule = (call) => {
  const found = outcome(call);
  return found ? tuple([found.output, found.hidden]) : UNKNOWN;
};

const lstm: Rule = (call) => {
  const found = outcome(call);
  return found ? tuple([found.output, tuple([found.hidden, found.cell])]) : UNKNOWN;
};

/** (N, in) or (in) → (N, hidden) or (hidden) */
function cellState(call: Call): Value {
  const self = layerOf(call);
  checkInput(call, self);
  const { open, dimensions } = tensorOf(call).shape;
  const { hidden } = sizesOf(self);
  return tensor(shape([...dimensions.slice(0, -1), hidden], open), { type: 'float' });
}

const lstmCell: Rule = (call) => tuple([cellState(call), cellState(call)]);

const SIZES = 'input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False';

export const RECURRENT: Table = {
  ...layer('torch.nn.LSTM', `${SIZES}, proj_size=0`, lstm, 'input, hx=None'),
  ...layer('torch.nn.GRU', SIZES, recurrent, 'input, hx=None'),
  ...layer(
    'torch.nn.RNN',
    'input_size, hidden_size, num_layers=1, nonlinearity=tanh, bias=True, batch_first=False, dropout=0.0, bidirectional=False',
    recurrent,
    'input, hx=None',
  ),
  ...layer('torch.nn.LSTMCell', 'input_size, hidden_size, bias=True', lstmCell, 'input, hx=None'),
  ...layer('torch.nn.GRUCell', 'input_size, hidden_size, bias=True', cellState, 'input, hx=None'),
  ...layer('torch.nn.RNNCell', 'input_size, hidden_size, bias=True, nonlinearity=tanh', cellState, 'input, hx=None'),
};
