/** Recurrent networks of TensorFlow 1: cells, and `dynamic_rnn` that runs one over time. */
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { printShape, shape } from '../../domain/shape';
import { NONE, tensor, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { attributeOf, booleanOf, elementsIn, mismatch, sizeIn, tensorOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

const CELLS = 'BasicRNNCell GRUCell BasicLSTMCell LSTMCell';

/** The widths of a cell's state, of the outermost cell its output's last; undefined where the cell is not known. */
function unitsOf(cell: Value): Dimension | undefined {
  if (cell.kind !== 'instance' || cell.class.kind !== 'library' || cell.escaped.value) return undefined;
  const name = cell.class.name.replace('tensorflow.nn.rnn_cell.', '');
  if (name === 'MultiRNNCell') return unitsOf(elementsIn(attributeOf(cell, 'cells'))?.at(-1) ?? UNKNOWN);
  if (name === 'DropoutWrapper') return unitsOf(attributeOf(cell, 'cell'));
  return attributeOf(cell, 'num_proj').kind === 'integer' ? undefined : sizeIn(attributeOf(cell, 'num_units'));
}

const nameOf = (cell: Value): string =>
  cell.kind === 'instance' && cell.class.kind === 'library' ? cell.class.name : '';

/** (batch, units), of an LSTM two of them. */
function stateOf(cell: Value, batch: Dimension): Value {
  const units = unitsOf(cell);
  const state = tensor(shape([batch, units ?? unknownDimension()]), { type: 'float' });
  if (units === undefined || /MultiRNNCell|DropoutWrapper/.test(nameOf(cell))) return UNKNOWN;
  return nameOf(cell).includes('LSTM') ? { ...tuple([state, state]), fields: ['c', 'h'] } : state;
}

/** (B, T, features) → (B, T, units) and the last state; with time first, B and T change places. */
const run: Rule = (call) => {
  const inputs = tensorOf(call, 'inputs');
  const { open, dimensions } = inputs.shape;
  if (open) return UNKNOWN;
  const [first, second] = dimensions;
  if (dimensions.length < 3) {
    mismatch(call, {
      received: `inputs of shape ${printShape(inputs.shape)}`,
      expected: '3 axes (batch, time, features)',
      advice: 'reshape the input to (batch, time, features)',
      inputs: [inputs],
    });
    return UNKNOWN;
  }
  const cell = valueOf(call, 'cell');
  const batch = booleanOf(call, 'time_major') === true ? second! : first!;
  const output = tensor(shape([first!, second!, unitsOf(cell) ?? unknownDimension()]), { type: 'float' });
  return dimensions.length > 3 ? UNKNOWN : tuple([output, stateOf(cell, batch)]);
};

const CELL = 'num_units, *args, num_proj=None, **kwargs';

export const RECURRENT: Table = {
  'tensorflow.nn.dynamic_rnn': row(
    'cell, inputs, sequence_length=None, initial_state=None, dtype=None, parallel_iterations=None, swap_memory=False, time_major=False, scope=None',
    run,
  ),
  ...Object.fromEntries(
    CELLS.split(' ').map((name) => [
      `tensorflow.nn.rnn_cell.${name}`,
      { signature: CELL, rule: () => NONE, constructs: true },
    ]),
  ),
  'tensorflow.nn.rnn_cell.MultiRNNCell': { signature: 'cells, **kwargs', rule: () => NONE, constructs: true },
  'tensorflow.nn.rnn_cell.DropoutWrapper': { signature: 'cell, *args, **kwargs', rule: () => NONE, constructs: true },
};
