/** Layers of the program that make their weights at the first call: Keras runs `build(input_shape)` before `call`. */
import { elementsIn } from '../libraries/call';
import { getAttribute } from './attributes';
import { callValue, type CallContext } from './calls';
import { noArguments, type Arguments } from './arguments';
import type { Machine } from './machine';
import { libraryClass } from './modules';
import { attributeCell } from './setting-attributes';
import { boolean, integer, tuple, UNKNOWN, type Instance, type Value } from './value';

/** Where a layer says that its weights are made; no program's attribute is so named. */
const BUILT = '@made';

/** A shape as `build` sees it: the batch of what is symbolic is no number. A list of inputs has a list of shapes. */
function shapeSeen(input: Value): Value {
  const several = elementsIn(input);
  if (several) return tuple(several.map(shapeSeen));
  if (input.kind !== 'tensor' || input.shape.open) return UNKNOWN;
  return tuple(
    input.shape.dimensions.map((size, axis) =>
      axis === 0 && typeof size !== 'number' ? { kind: 'unknown', size } : integer(size),
    ),
  );
}

/** Runs a `build` of the program's own before the first call. */
export function build(machine: Machine, layer: Instance, given: Arguments, { site }: CallContext): void {
  if (layer.class.kind !== 'class' || !libraryClass(layer)?.name.startsWith('keras.')) return;
  const cell = attributeCell(layer.attributes, BUILT);
  if (cell.value) return;
  const method = getAttribute(machine, layer, 'build', site);
  if (method.kind !== 'bound' || method.callee.kind !== 'function') return;
  machine.store.write(cell, boolean(true));
  const [input = UNKNOWN] = given.positional;
  callValue(machine, method, { ...noArguments(), positional: [shapeSeen(input)] }, { site });
}
