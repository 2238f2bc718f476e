import { callValue, noArguments } from '../interpreter/calls';
import type { Value } from '../interpreter/value';
import type { Call } from './library';

/**
 * A container calls one of its layers. Where the layer is made in the same file, the shape that it gives stands at the
 * layer itself; a misfit stands at the call of the container, or at the layer where the program has no such call.
 */
export function callLayer(call: Call, layer: Value, input: Value): Value {
  const { machine } = call;
  const inline = layer.kind === 'instance' && layer.construction.site.path === call.site.path;
  const site = inline ? layer.construction.site : call.site;
  const outer = machine.reached;
  if (inline && isWritten(call)) machine.reached = { call: outer?.call ?? call.site, layer: site };
  const result = callValue(machine, layer, { ...noArguments(), positional: [input] }, { site });
  machine.reached = outer;
  if (inline) machine.claimLayer(site, result);
  return result;
}

/** Whether the container's call stands in the program: one that nothing calls is looked at from where it is made. */
function isWritten({ site, arguments: values, self }: Call): boolean {
  const container = self ?? values.get('self');
  return container?.kind !== 'instance' || container.construction.site !== site;
}
