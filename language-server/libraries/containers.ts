import { callValue, noArguments } from '../interpreter/calls';
import type { Value } from '../interpreter/value';
import type { Call } from './library';

/**
 * A container calls one of its layers. Where the layer is made in the same file, what happens in it, and the shape that
 * it gives, stand at the layer itself.
 */
export function callLayer(call: Call, layer: Value, input: Value): Value {
  const { machine } = call;
  const inline = layer.kind === 'instance' && layer.construction.site.path === call.site.path;
  const site = inline ? layer.construction.site : call.site;
  const outer = machine.through;
  if (inline) machine.through ??= call.site;
  const result = callValue(machine, layer, { ...noArguments(), positional: [input] }, { site });
  machine.through = outer;
  if (inline) machine.claimLayer(site, result);
  return result;
}
