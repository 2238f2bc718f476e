import { Bindings } from '../../interpreter/bindings';
import { UNKNOWN, type Instance, type Value } from '../../interpreter/value';
import { attributeOf, elementsIn, layerOf } from '../call';
import type { Rule } from '../library';
import { recurrent } from './recurrent';
import { BUILT, flagSetting, inputOf, keepSize } from './setting';

const nameOf = (value: Value): string =>
  value.kind === 'instance' && value.class.kind === 'library' ? value.class.name : '';

/** The cells of a recurrent layer, each given what the one before gives; undefined where they are not known. */
export function cellsOf(cell: Value): Instance[] | undefined {
  const held = /\.stackedRNNCells$/i.test(nameOf(cell)) && cell.kind === 'instance' ? attributeOf(cell, 'cells') : cell;
  const cells = elementsIn(held) ?? [held];
  const known = cells.every((each) => /\.(simpleRNN|gru|lstm)Cell$/i.test(nameOf(each)));
  return known && cells.length > 0 ? (cells as Instance[]) : undefined;
}

/** `RNN(cell)` is the recurrent layer of one cell with its units; of several, the last one's. */
export const cellular: Rule = (call) => {
  const layer = layerOf(call);
  const cells = cellsOf(attributeOf(layer, 'cell'));
  const last = cells?.at(-1);
  if (!layer || !last) return UNKNOWN;
  if (
    cells!.length > 1 &&
    attributeOf(layer, 'return_state') !== UNKNOWN &&
    flagSetting(call, 'return_state') !== false
  )
    return UNKNOWN;
  keepSize(call, BUILT, inputOf(call)?.shape.dimensions[2]);
  const attributes = Bindings.of([...layer.attributes, ...last.attributes]);
  const whole = { ...layer, attributes };
  const states = /\.lstmCell$/i.test(nameOf(last)) ? 2 : 1;
  return recurrent(states)({ ...call, arguments: new Map([...call.arguments, ['self', whole]]) });
};
