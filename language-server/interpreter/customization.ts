/** What Python does with a class once its body has run, as its attributes, its ancestors and its metaclass will. */
import { inherited } from './inherited';
import { getAttribute } from './attributes';
import { callValue } from './calls';
import { noArguments } from './arguments';
import { evaluate } from './expressions';
import type { Machine } from './machine';
import { string, UNKNOWN, type ClassValue, type Hooks, type Site, type Value } from './value';

export function customize(machine: Machine, type: ClassValue): void {
  const site = machine.site(type.definition);
  const metaclass = metaclassOf(machine, type);
  const hooks = hooksOf(type, metaclass);
  if (hooks) Object.assign(type, { hooks });
  nameDescriptors(machine, type, site);
  tellAncestor(machine, type, site);
  if (metaclass) initialise(machine, type, metaclass, site);
}

/** What a class of the program, or one that is not known, has under a name; libraries' do nothing of their own. */
function methodOf(type: Value, name: string): Value | undefined {
  if (type.kind === 'class') return inherited(type, name);
  return type.kind === 'unknown' ? UNKNOWN : undefined;
}

function metaclassOf(machine: Machine, { definition, bases }: ClassValue): Value | undefined {
  const written = definition.bases.find(({ name }) => name === 'metaclass');
  if (written) return evaluate(machine, written.value);
  return bases.flatMap((each) => (each.kind === 'class' ? (each.hooks?.metaclass ?? []) : []))[0];
}

function hooksOf(type: ClassValue, metaclass: Value | undefined): Hooks | undefined {
  const [sets, gets] = ['__setattr__', '__getattribute__'].map((name) => methodOf(type, name) !== undefined);
  const calls = metaclass !== undefined && methodOf(metaclass, '__call__') !== undefined;
  return sets || gets || metaclass ? { sets, gets, calls, metaclass } : undefined;
}

/** `__set_name__` of what the body has put into the class. */
function nameDescriptors(machine: Machine, type: ClassValue, site: Site): void {
  for (const [name, { value }] of type.attributes) {
    if (value?.kind !== 'instance' || value.class.kind !== 'class') continue;
    const method = getAttribute(machine, value, '__set_name__', site);
    if (method.kind === 'bound')
      callValue(machine, method, { ...noArguments(), positional: [type, string(name)] }, { site });
  }
}

/** `__init_subclass__` of the nearest ancestor that has one, with what the class statement passes by name. */
function tellAncestor(machine: Machine, type: ClassValue, site: Site): void {
  const found = type.ancestors
    ?.slice(1)
    .flatMap((each) => (each.kind === 'class' ? (methodOf(each, '__init_subclass__') ?? []) : []))[0];
  if (!found) return;
  const named = new Map(
    type.definition.bases.flatMap(({ name, value }): [string, Value][] =>
      name === undefined || name === 'metaclass' ? [] : [[name, evaluate(machine, value)]],
    ),
  );
  callValue(machine, { kind: 'bound', receiver: type, callee: found }, { ...noArguments(), named }, { site });
}

/** `metaclass(name, bases, attributes)`: one that makes the class itself may make any. */
function initialise(machine: Machine, type: ClassValue, metaclass: Value, site: Site): void {
  if (methodOf(metaclass, '__new__')) Object.assign(type, { ancestors: undefined });
  const method = methodOf(metaclass, '__init__');
  const positional = [type, string(type.name), UNKNOWN, UNKNOWN];
  if (method) callValue(machine, method, { ...noArguments(), positional }, { site });
}
