/** Instances whose uncalled methods are analysed. */
import { inherited } from './inherited';
import { Bindings } from './bindings';
import { noArguments } from './arguments';
import { construct } from './construction';
import { parameterValue } from './entry-arguments';
import { forgetWeights } from '../libraries/torch/weights';
import type { Machine } from './machine';
import { knownModules } from './modules';
import { Cell } from './store';
import { NONE, type ClassValue, type Instance, type Value } from './value';

/** Of one class: the first ones stand for the others. */
const MAX_INSTANCES = 2;

/** Instances that the program made of this very class; else one with parameters of any value, and one with the defaults. */
export function instancesOf(machine: Machine, type: ClassValue): readonly Value[] {
  const made = machine.asked(({ instances, assumed }) =>
    instances.filter((each) => each.class === type && !assumed.holds(each)).slice(0, MAX_INSTANCES),
  );
  if (made.length > 0) return made;
  const known = machine.asked(({ samples }) => samples.find((each) => each.type === type)?.made);
  if (known) return known;
  const samples = isBase(machine, type)
    ? [emptyInstance(type, machine)]
    : [sampled(machine, type, false), sampled(machine, type, true)];
  const found = samples.filter((each) => each.kind === 'instance');
  machine.samples.push({ type, made: found });
  return found;
}

/** A class with subclasses of its own in the program may never be used by itself: nothing is known of its instances. */
const isBase = (machine: Machine, type: ClassValue): boolean =>
  machine.asked(({ classes }) => classes.some((each) => each !== type && each.ancestors?.includes(type)));

const emptyInstance = (type: ClassValue, machine: Machine): Instance => ({
  kind: 'instance',
  class: type,
  attributes: new Bindings(),
  escaped: new Cell(true),
  members: new Cell<string | null | undefined>(null),
  construction: { site: machine.site(type.definition), arguments: new Map() },
});

/** Nothing is known of one whose construction takes too long. */
function sampled(machine: Machine, type: ClassValue, defaults: boolean): Value {
  let made: Value = NONE;
  return machine.entry(() => (made = sample(machine, type, defaults))) ? made : emptyInstance(type, machine);
}

function sample(machine: Machine, type: ClassValue, defaults: boolean): Value {
  const initialiser = type.ancestors && inherited(type, '__init__');
  if (initialiser?.kind !== 'function') {
    return defaults ? NONE : construct(machine, type, noArguments(), { site: machine.site(type.definition) });
  }
  if (defaults && initialiser.defaults.size === 0) return NONE;
  const values = defaults ? initialiser.defaults : new Map<string, Value>();
  const { claiming } = machine;
  machine.claiming = claiming && !defaults;
  const named = new Map(
    initialiser.definition.parameters
      .slice(1)
      .filter(({ variadic }) => !variadic)
      .map((parameter) => [parameter.name, parameterValue(machine, parameter, values)]),
  );
  const instance = construct(machine, type, { ...noArguments(), named }, { site: machine.site(type.definition) });
  machine.claiming = claiming;
  if (instance.kind === 'instance') forgetWeights(machine, knownModules(instance));
  if (defaults && instance.kind === 'instance') machine.assumed.add(instance);
  return instance;
}
