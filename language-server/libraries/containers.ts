import { callValue, type CallContext } from '../interpreter/calls';
import { noArguments, type Arguments } from '../interpreter/arguments';
import { claimLayer } from '../interpreter/claiming';
import { MAX_CALLS } from '../interpreter/budgets';
import type { Machine } from '../interpreter/machine';
import { UNKNOWN, type Site, type Value } from '../interpreter/value';
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
  const crash = crashOf(call);
  if (inline && crash) machine.reached = { call: crash, layer: site };
  const result = nested(machine, layer, { ...noArguments(), positional: [input] }, { site });
  machine.reached = outer;
  if (inline) claimLayer(machine, site, result);
  return result;
}

/** A container may hold itself. */
function nested(machine: Machine, layer: Value, given: Arguments, context: CallContext): Value {
  if (machine.containers >= MAX_CALLS) return UNKNOWN;
  machine.containers += 1;
  const result = callValue(machine, layer, given, context);
  machine.containers -= 1;
  return result;
}

/**
 * The call in the program that a misfit in the container stands at: its own, or that of the container around it. None
 * leads to one that is looked at from where it is made.
 */
function crashOf({ machine, site, arguments: values, self }: Call): Site | undefined {
  const container = self ?? values.get('self');
  if (container?.kind !== 'instance' || container.construction.site !== site) return site;
  return machine.reached?.layer === site ? machine.reached.call : undefined;
}
