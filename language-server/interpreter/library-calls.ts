/** Calls of what libraries have, by its name. */
import { forgetEntries, withEntries } from '../libraries/constants';
import { withBounds } from '../libraries/bounds';
import { withOrder } from '../libraries/layouts';
import { withMembers, withMemory } from '../libraries/members';
import { rowOf } from '../libraries/table';
import { placed } from '../libraries/torch/devices';
import { hasAliases, isExact } from '../libraries/torch/exact';
import { checkConditions } from '../libraries/torch/conditions/table';
import { isTrusted } from '../syntax/names';
import { arrayOf, asArray } from './arrays';
import { markCalled } from './callable';
import { checkMissing, checkTaken } from './binding';
import { constructLibrary, initialise } from './construction';
import type { Machine } from './machine';
import { markWritten } from './memory';
import { computed, countProducts, doubt, passing } from './passes';
import { tellAgain } from './provenance';
import { isReplaced } from './replaced';
import { reshapeGiven, reshapeOut, reshapes } from './reshaped';
import { bindSignature } from '../libraries/signature';
import { UNKNOWN, library, type Value } from './value';
import type { Arguments } from './arguments';
import { escaped, type CallContext } from './calls';

/** How TensorFlow.js calls a layer, in a program's text as well as from a model. */
const APPLY = 'tfjs.layers.Layer.apply';

/** A call of a library's function, method or class by its name; unknown where no row describes it. */
export function callLibrary(machine: Machine, name: string, given: Arguments, context: CallContext): Value {
  if (isReplaced(machine, name)) return escaped(machine, given);
  const [layer, ...positional] = given.positional;
  const run = (): Value => callByName(machine, name, given, context);
  const result =
    name === APPLY && layer
      ? passing(machine, layer, { given: { positional, named: given.named }, site: context.site }, run)
      : run();
  if (reshapes(name)) reshapeGiven(machine, given, result);
  if (given.named.has('out') && name.startsWith('torch.')) reshapeOut(machine, given, result);
  return result;
}

/** What keeps a value and calls nothing of it. */
const KEEPS = /\.(save|dumps?|watch|copy|deepcopy)$/;

/** A method of a library's class, which calls of its own object what it is for. */
const METHOD = /\.[A-Z]\w*\.\w+$/;

/** A function that changes nothing of what it gets but the entries of tensors, and that may call it. */
function undescribed(machine: Machine, name: string, given: Arguments): Value {
  doubt(machine, given);
  if (KEEPS.test(name)) return UNKNOWN;
  forgetTensors(machine, given);
  const passed = METHOD.test(name) ? given.positional.slice(1) : given.positional;
  for (const value of [...passed, ...given.named.values()]) markCalled(machine.lost, value);
  return UNKNOWN;
}

/** What it does with its tensors is not known. */
function forgetTensors(machine: Machine, given: Arguments): void {
  for (const value of [...given.positional, ...given.named.values()]) markWritten(machine.store, value);
}

function callByName(machine: Machine, name: string, given: Arguments, context: CallContext): Value {
  if (name.endsWith('.__init__')) return initialise(machine, name.slice(0, -'.__init__'.length), given, context);
  const row = rowOf(name);
  if (!row) return isTrusted(name) ? undescribed(machine, name, given) : escaped(machine, given);
  if (row.constructs) return constructLibrary(machine, library(name), given, context);
  if (given.explicit && isExact(name))
    checkTaken(machine, { name, signature: row.signature, given, site: context.site }, hasAliases(name));
  const bound = bindSignature(row.signature, given, machine.javascript);
  if (!bound) {
    checkMissing(machine, { name, signature: row.signature, given, site: context.site });
    doubt(machine, given);
    forgetTensors(machine, given);
    return UNKNOWN;
  }
  const { site } = context;
  const { values, expressions } = bound;
  if (site.path === machine.main && machine.telling)
    machine.emit({ kind: 'call', name, site, arguments: values, expressions });
  const call = { machine, name, site, arguments: values, expressions };
  checkConditions(call);
  const returned = asArray(placed(call, row.rule(call)), row.gives ?? arrayOf(name));
  const result = withOrder(call, withMemory(call, withBounds(call, withMembers(call, withEntries(call, returned)))));
  forgetEntries(call);
  countProducts(call, result);
  if (result.kind !== 'tensor') return result;
  const placedHere = { ...result, site };
  computed(machine, name, given, placedHere);
  tellAgain(placedHere, result);
  return placedHere;
}
