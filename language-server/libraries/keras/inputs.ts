import { library, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { elementsIn, integerIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { inputTensor } from './layer';
import { withName } from './named';

/** `Input(shape)`: a symbolic batch, and vectors where the shape is a number; `batch_shape` names the batch's size too. */
const input: Rule = (call) => withName(symbol(call), valueOf(call, 'name'));

function symbol(call: Call): Value {
  const whole = ['batch_shape', 'batch_input_shape'].map((name) => elementsIn(valueOf(call, name))).find(Boolean);
  if (whole) return inputTensor(call.machine, tuple(whole.slice(1)), integerIn(whole[0]!)) ?? UNKNOWN;
  const given = [valueOf(call, 'shape'), valueOf(call, 'input_shape')];
  const sizes = given.map((each) => (each.kind === 'integer' ? tuple([each]) : each)).find((each) => elementsIn(each));
  const batch = integerIn(valueOf(call, 'batch_size'));
  return (sizes && inputTensor(call.machine, sizes, batch)) ?? UNKNOWN;
}

const INPUT = 'shape=None, batch_size=None, dtype=None, *, batch_shape=None, name=None, **kwargs';

/** `add([a, b])` is `Add()([a, b])`. */
export const asLayer =
  (name: string): Rule =>
  (call) => {
    const { machine, site } = call;
    const settings = ['axis', 'axes'].filter((each) => call.arguments.has(each));
    const named = new Map(settings.map((each): [string, Value] => [each, valueOf(call, each)]));
    const layer = callValue(machine, library(`keras.layers.${name}`), { ...noArguments(), named }, { site });
    return callValue(machine, layer, { ...noArguments(), positional: [valueOf(call, 'inputs')] }, { site });
  };

const MERGERS = 'Add Subtract Multiply Average Maximum Minimum';

/** A layer's weight of the shape that it asks for. */
const addWeight: Rule = (call: Call) => {
  const args = elementsIn(valueOf(call, 'args')) ?? [];
  const sizes = [valueOf(call, 'shape'), ...args].find((each) => elementsIn(each));
  const [first, ...rest] = sizes ? elementsIn(sizes)! : [];
  return (first && inputTensor(call.machine, tuple(rest), integerIn(first) ?? call.machine.symbol('n'))) ?? UNKNOWN;
};

export const INPUTS: Table = {
  'keras.Input': row(INPUT, input),
  'keras.layers.Input': row(INPUT, input),
  'keras.layers.InputLayer': row(
    'input_shape=None, batch_size=None, *, shape=None, batch_shape=None, batch_input_shape=None, **kwargs',
    input,
  ),
  ...Object.fromEntries(
    MERGERS.split(' ').map((name) => [`keras.layers.${name.toLowerCase()}`, row('inputs, **kwargs', asLayer(name))]),
  ),
  'keras.layers.dot': row('inputs, axes, normalize=False, **kwargs', asLayer('Dot')),
  'keras.layers.concatenate': row('inputs, axis=-1, **kwargs', asLayer('Concatenate')),
  'keras.layers.Layer.add_weight': row('self, *args, shape=None, **kwargs', addWeight),
  'keras.layers.Layer.add_variable': row('self, *args, shape=None, **kwargs', addWeight),
};
