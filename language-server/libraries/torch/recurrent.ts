import { equal, multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, printShape, shape, type Shape } from '../../domain/shape';
import { attributeCell } from '../../interpreter/setting-attributes';
import { tensor, tuple, UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import {
  attributeOf,
  booleanOf,
  constructing,
  elementsIn,
  weighted,
  layerOf,
  mismatch,
  parameterOf,
  sized,
  sizeIn,
  tensorOf,
  valueOf,
} from '../call';
import type { Call, Rule, Table } from '../library';
import { packedIn, packedSequence, type Packed } from './packing';

function checkInput(call: Call, self: Instance | undefined): void {
  const input = tensorOf(call);
  const wanted = sizeIn(attributeOf(self, 'input_size'));
  const last = input.shape.dimensions.at(-1);
  if (last === undefined || wanted === undefined || !different(last, wanted)) return;
  const moved = moveFeatures(self, input.shape, wanted);
  const { correction, ...place } = parameterOf(self, 'input_size', last);
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, whose last axis is ${printDimension(last)}`,
    expected: `input_size=${printDimension(wanted)}`,
    advice: moved ?? `set input_size=${printDimension(last)}, or change what comes before`,
    inputs: [input],
    ...place,
    ...(correction && !moved && { correction }),
  });
}

/** How to bring features that stand before the times, as a convolution gives them, behind: (N, in, L). */
function moveFeatures(self: Instance | undefined, { dimensions, open }: Shape, wanted: Dimension): string | undefined {
  const first = flag(self, 'batch_first');
  if (open || dimensions.length !== 3 || first === undefined || !equal(dimensions[1]!, wanted)) return undefined;
  return `the features stand second, so move them behind the times with ${first ? '.transpose(1, 2)' : '.permute(2, 0, 1)'}`;
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

const NOTHING_KNOWN = { output: tensor(ANY_SHAPE), hidden: tensor(ANY_SHAPE), cell: tensor(ANY_SHAPE) };

/** A state for a batch beside one sequence, or the other way round: which of them is not as was meant is not known. */
const hasOtherRank = (hx: Value, rank: number): boolean =>
  (elementsIn(hx) ?? [hx]).some(
    (state) => state.kind === 'tensor' && !state.shape.open && state.shape.dimensions.length !== rank,
  );

/** (L, N, in), (N, L, in) with batch_first or (L, in) → the outputs and the last states. */
function unrolled(call: Call, first: boolean | undefined): { output: Tensor; hidden: Tensor; cell: Tensor } {
  const self = layerOf(call);
  checkInput(call, self);
  const { open, dimensions } = tensorOf(call).shape;
  const { layers, directions, hidden, out } = sizesOf(self);
  const batch =
    dimensions.length === 3 ? (first === undefined ? unknownDimension() : dimensions[first ? 0 : 1]!) : undefined;
  const known = !open && (dimensions.length === 2 || dimensions.length === 3);
  if (known && hasOtherRank(valueOf(call, 'hx'), dimensions.length)) return NOTHING_KNOWN;
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

/** Weights of more layers are not written down. */
const MAX_LAYERS = 16;

/** Gates of a unit: each has its rows in every weight. */
type Gates = 1 | 3 | 4;

/** `weight_ih_l0 (gates·hidden, in)`, `weight_hh_l0 (gates·hidden, out)`, their biases, and a projection `(out, hidden)`. */
const weights =
  (gates: Gates): Rule =>
  (call) => {
    const { layers, directions, hidden, out } = sizesOf(call.self);
    const first = sizeIn(valueOf(call, 'input_size')) ?? unknownDimension();
    if (typeof layers !== 'number' || layers > MAX_LAYERS || typeof directions !== 'number') return UNKNOWN;
    for (let layer = 0; layer < layers; layer++) {
      const sizes = {
        rows: multiply(gates, hidden),
        input: layer === 0 ? first : multiply(out, directions),
        hidden,
        out,
      };
      for (const reverse of ['', '_reverse'].slice(0, directions)) setWeights(call, `_l${layer}${reverse}`, sizes);
    }
    return UNKNOWN;
  };

/** `weight_ih (gates·hidden, in)`, `weight_hh (gates·hidden, hidden)` and their biases. */
const cellWeights =
  (gates: Gates): Rule =>
  (call) => {
    const { hidden } = sizesOf(call.self);
    const input = sizeIn(valueOf(call, 'input_size')) ?? unknownDimension();
    setWeights(call, '', { rows: multiply(gates, hidden), input, hidden, out: hidden });
    return UNKNOWN;
  };

function setWeights(
  call: Call,
  suffix: string,
  { rows, input, hidden, out }: { rows: Dimension; input: Dimension; hidden: Dimension; out: Dimension },
): void {
  const put = (name: string, ...dimensions: Dimension[]): void => {
    if (call.self)
      call.machine.store.write(
        attributeCell(call.self.attributes, name + suffix),
        sized(dimensions, { type: 'float' }),
      );
  };
  put('weight_ih', rows, input);
  put('weight_hh', rows, out);
  if (booleanOf(call, 'bias')) for (const name of ['bias_ih', 'bias_hh']) put(name, rows);
  if (!equal(out, hidden)) put('weight_hr', out, hidden);
}

const SIZES = 'input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False';

const CELL = 'input_size, hidden_size, bias=True';

export const RECURRENT: Table = {
  ...constructing(weighted('torch.nn.LSTM', `${SIZES}, proj_size=0`, lstm, 'input, hx=None'), weights(4)),
  ...constructing(weighted('torch.nn.GRU', SIZES, recurrent, 'input, hx=None'), weights(3)),
  ...constructing(
    weighted(
      'torch.nn.RNN',
      'input_size, hidden_size, num_layers=1, nonlinearity=tanh, bias=True, batch_first=False, dropout=0.0, bidirectional=False',
      recurrent,
      'input, hx=None',
    ),
    weights(1),
  ),
  ...constructing(weighted('torch.nn.LSTMCell', CELL, lstmCell, 'input, hx=None'), cellWeights(4)),
  ...constructing(weighted('torch.nn.GRUCell', CELL, cellState, 'input, hx=None'), cellWeights(3)),
  ...constructing(
    weighted('torch.nn.RNNCell', `${CELL}, nonlinearity=tanh`, cellState, 'input, hx=None'),
    cellWeights(1),
  ),
};
