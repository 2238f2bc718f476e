import { Bindings } from '../../interpreter/bindings';
import { attributeOf, layerOf } from '../call';
import type { Rule } from '../library';
import { UNKNOWN } from '../../interpreter/value';
import { recurrent } from './recurrent';

/** `RNN(cell)` is the recurrent layer of one cell with its units. */
export const cellular: Rule = (call) => {
  const layer = layerOf(call);
  const cell = attributeOf(layer, 'cell');
  const type = cell.kind === 'instance' && cell.class.kind === 'library' ? cell.class.name : '';
  if (!layer || cell.kind !== 'instance' || !/\.(simpleRNN|gru|lstm)Cell$/i.test(type)) return UNKNOWN;
  const attributes = Bindings.of([...layer.attributes, ...cell.attributes]);
  const whole = { ...layer, attributes };
  const states = /\.lstmCell$/i.test(type) ? 2 : 1;
  return recurrent(states)({ ...call, arguments: new Map([...call.arguments, ['self', whole]]) });
};
