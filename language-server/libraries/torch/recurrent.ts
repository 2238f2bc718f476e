import { multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { tensor, tuple, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, layer, layerOf, mismatch, parameterOf, sized, sizeIn, tensorOf, valueOf } from '../call';
import type { Call, Rule, Table } from '../library';

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
function unrolled(call: Call): { output: Tensor; hidden: Tensor; cell: Tensor } {
  const self = layerOf(call);
  checkInput(call, self);
  const { open, dimensions } = tensorOf(call).shape;
  const { layers, directions, hidden, out } = sizesOf(self);
  const first = flag(self, 'batch_first');
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

/** A packed sequence goes in and comes out as one; nothing is known of it. */
const packed = (call: Call): boolean => {
  const { kind } = valueOf(call, 'input');
  return kind !== 'tensor' && kind !== 'unknown';
};

const recurrent: Rule = (call) => {
  if (packed(call)) return UNKNOWN;
  const { output, hidden } = unrolled(call);
  return tuple([output, hidden]);
};

const lstm: Rule = (call) => {
  if (packed(call)) return UNKNOWN;
  const { output, hidden, cell } = unrolled(call);
  return tuple([output, tuple([hidden, cell])]);
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
