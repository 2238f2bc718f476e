import type { Expression, FunctionDefinition, Statement } from '../syntax/program';
import { callValue, noArguments } from './calls';
import { evaluate } from './expressions';
import { frameOf, inFrame } from './frames';
import type { Machine } from './machine';
import { Scope } from './scope';
import { run } from './statements';
import { UNKNOWN, type ClassValue, type FunctionValue, type LibraryValue, type Value } from './value';

/** Decorators of libraries that leave the function's result as it is. */
const TRANSPARENT =
  /^(torch(\.(jit|_dynamo|compiler|autograd|cuda|fx|overrides|utils))?\b|functools\.(wraps|lru_cache|cache)|abc\.abstractmethod|typing|typing_extensions)/;

/** A function as `def` and lambda make it: its defaults are evaluated now. */
export function functionValue(machine: Machine, definition: FunctionDefinition): FunctionValue {
  const defaults = new Map<string, Value>();
  for (const parameter of definition.parameters) {
    if (parameter.default) defaults.set(parameter.name, evaluate(machine, parameter.default));
  }
  return { kind: 'function', definition, scope: machine.frame.scope, defaults };
}

export function definitionOfFunction(
  machine: Machine,
  { definition }: Extract<Statement, { kind: 'function' }>,
): boolean {
  const made = functionValue(machine, definition);
  const { scope } = machine.frame;
  machine.functions.push(made);
  const decorated = definition.decorators.reduceRight<Value>(
    (value, decorator) => decorate(machine, value, decorator),
    made,
  );
  machine.store.write(scope.cell(definition.name), decorated);
  return true;
}

const ROLES: Partial<Record<string, FunctionValue['role']>> = {
  staticmethod: 'static',
  classmethod: 'class',
  property: 'property',
  cached_property: 'property',
};

function decorate(machine: Machine, value: Value, decorator: Expression): Value {
  const evaluated = evaluate(machine, decorator.kind === 'call' ? decorator.callee : decorator);
  const name = evaluated.kind === 'builtin' || evaluated.kind === 'library' ? evaluated.name : undefined;
  const role = name === undefined ? undefined : ROLES[name.replace(/^.*\./, '')];
  if (role && value.kind === 'function') return { ...value, role };
  if (name !== undefined && TRANSPARENT.test(name)) return value;
  if (evaluated.kind !== 'function') return UNKNOWN;
  const called = decorator.kind === 'call' ? evaluate(machine, decorator) : evaluated;
  return callValue(machine, called, { ...noArguments(), positional: [value] }, { site: machine.site(decorator) });
}

export function definitionOfClass(machine: Machine, { definition }: Extract<Statement, { kind: 'class' }>): boolean {
  const { scope: around } = machine.frame;
  const bases = definition.bases.filter(({ name }) => name === undefined).map(({ value }) => evaluate(machine, value));
  const scope = new Scope('class', around.path, around);
  const made: ClassValue = {
    kind: 'class',
    name: definition.name,
    definition,
    bases,
    ancestors: undefined,
    attributes: scope.variables,
    scope,
  };
  const linear: ClassValue = Object.assign(made, { ancestors: linearise(made) });
  inFrame(machine, frameOf(machine, scope, machine.frame.caller), () => run(machine, definition.body));
  for (const cell of scope.variables.values()) {
    if (cell.value?.kind === 'function') cell.value = Object.assign(cell.value, { owner: linear });
  }
  machine.classes.push(linear);
  const enumeration = linear.ancestors?.some((each) => each.kind === 'library' && each.name.startsWith('enum.'));
  const known = !enumeration && definition.decorators.every((decorator) => isHarmless(machine, decorator));
  machine.store.write(around.cell(definition.name), known ? linear : UNKNOWN);
  return true;
}

const isHarmless = (machine: Machine, decorator: Expression): boolean => {
  const value = evaluate(machine, decorator.kind === 'call' ? decorator.callee : decorator);
  return value.kind === 'library' && (TRANSPARENT.test(value.name) || value.name === 'dataclasses.dataclass');
};

/** The class and its ancestors in the order in which attributes are looked up; undefined with an unknown base. */
function linearise(made: ClassValue): ClassValue['ancestors'] {
  const chains = made.bases.map((base) => {
    if (base.kind === 'library') return [base];
    if (base.kind === 'builtin') return [];
    return base.kind === 'class' ? base.ancestors : undefined;
  });
  if (!chains.every((chain) => chain !== undefined)) return undefined;
  return [made, ...merge(chains.map((chain) => [...chain]))];
}

const same = (a: ClassValue | LibraryValue, b: ClassValue | LibraryValue): boolean =>
  a === b || (a.kind === 'library' && b.kind === 'library' && a.name === b.name);

/** C3: the first head that is in no other chain's tail. */
function merge(chains: (ClassValue | LibraryValue)[][]): (ClassValue | LibraryValue)[] {
  const left = chains.filter((chain) => chain.length > 0);
  const heads = left.map((chain) => chain[0]!);
  const next =
    heads.find((head) => left.every((chain) => !chain.slice(1).some((each) => same(each, head)))) ?? heads[0];
  if (!next) return [];
  return [next, ...merge(left.map((chain) => chain.filter((each) => !same(each, next))))];
}
