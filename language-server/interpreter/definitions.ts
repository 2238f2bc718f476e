import { own } from '../domain/own';
import type { Expression, FunctionDefinition, Statement } from '../syntax/program';
import { callValue } from './calls';
import { noArguments } from './arguments';
import { customize } from './customization';
import { evaluate } from './expressions';
import { declareFields } from './dataclasses';
import { DICT } from './dictionary-classes';
import { isEnumeration, makeMembers } from './enumerations';
import { frameOf, inFrame } from './frames';
import { withAccessor } from './javascript/accessors';
import type { Machine } from './machine';
import { newMemo } from './memo';
import { Scope } from './scope';
import { run } from './statements';
import { Cell } from './store';
import { NONE, UNKNOWN, type ClassValue, type FunctionValue, type LibraryValue, type Value } from './value';

/** Decorators of libraries that leave the function's result as it is. */
const TRANSPARENT =
  /^(torch(?!\.func\b)(\.(jit|_dynamo|compiler|autograd|cuda|fx|overrides|utils))?\b|tensorflow\.(function|autograph)\b|keras\.(utils|saving)\.register_keras_serializable$|functools\.total_ordering|abc\.abstractmethod|typing|typing_extensions)/;

/** Libraries' functions that give another function, by themselves or once they are called. */
const MAKING = /^(torch\.func\.|functools\.partial$)/;

/** A function as `def` and lambda make it: its defaults are evaluated now. */
export function functionValue(machine: Machine, definition: FunctionDefinition): FunctionValue {
  const defaults = new Map<string, Value>();
  for (const parameter of definition.parameters) {
    if (parameter.default) defaults.set(parameter.name, evaluate(machine, parameter.default));
  }
  const { scope } = machine.frame;
  const role = definition.role === 'setter' ? 'property' : definition.role;
  return {
    kind: 'function',
    definition,
    scope,
    defaults,
    reworked: new Cell(false),
    ...(scope.type && { owner: scope.type }),
    ...(role && { role }),
  };
}

export function definitionOfFunction(
  machine: Machine,
  { definition }: Extract<Statement, { kind: 'function' }>,
): boolean {
  const made = functionValue(machine, definition);
  const { scope } = machine.frame;
  if (scope.path === machine.main) machine.functions.push(made);
  const decorated = definition.decorators.reduceRight<Value>(
    (value, decorator) => decorate(machine, value, decorator),
    withAccessor(made, scope.variables.get(definition.name)?.value),
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

const CACHED = /(^|\.)cached_property$/;

const CACHING = /^functools\.(lru_)?cache$/;

/** How many results `@lru_cache(maxsize=…)` keeps; `@cache` keeps all. */
function sizeOfCache(machine: Machine, name: string, decorator: Expression): Value | undefined {
  const [size] = decorator.kind === 'call' ? decorator.arguments : [];
  if (name === 'functools.cache') return NONE;
  return size && size.name !== 'typed' ? evaluate(machine, size.value) : undefined;
}

/** `@x.setter` gives what the property x is with another part: what asking for it, assigning to it or deleting it calls. */
function accessor(machine: Machine, value: Value, decorator: Expression): Value | undefined {
  if (decorator.kind !== 'attribute' || !/^([gs]etter|deleter)$/.test(decorator.name)) return undefined;
  const property = evaluate(machine, decorator.object);
  if (property.kind !== 'function' || property.role !== 'property' || value.kind !== 'function') return undefined;
  const { setter, deleter } = property;
  if (decorator.name === 'getter')
    return { ...value, role: 'property', ...(setter && { setter }), ...(deleter && { deleter }) };
  return { ...property, [decorator.name]: value };
}

/** `@functools.wraps(f)`: the function is asked for its signature as f. */
function wrapping(machine: Machine, value: Value, decorator: Expression): Value {
  const [wrapped] = decorator.kind === 'call' ? decorator.arguments : [];
  const original = wrapped && evaluate(machine, wrapped.value);
  return value.kind === 'function' && original?.kind === 'function' ? { ...value, wraps: original } : value;
}

const CALLABLE: ReadonlySet<Value['kind']> = new Set(['function', 'bound', 'class', 'partial', 'instance']);

const withRole = (value: FunctionValue, role: FunctionValue['role'] & string, name = ''): FunctionValue => ({
  ...value,
  role,
  ...(CACHED.test(name) && { cached: true }),
});

/** What a decorator makes of a value that is not seen. */
const hidden = (value: Value): Value => (value.kind === 'function' ? { ...value, isHidden: true } : UNKNOWN);

/** What a decorator that is known by its name makes of a function. */
function withFeature(machine: Machine, value: FunctionValue, name: string, decorator: Expression): Value | undefined {
  const role = own(ROLES, name.replace(/^.*\./, ''));
  if (role) return withRole(value, role, name);
  return CACHING.test(name) ? { ...value, memo: newMemo(sizeOfCache(machine, name, decorator)) } : undefined;
}

function decorate(machine: Machine, value: Value, decorator: Expression): Value {
  const property = accessor(machine, value, decorator);
  if (property) return property;
  const evaluated = evaluate(machine, decorator.kind === 'call' ? decorator.callee : decorator);
  const name = evaluated.kind === 'builtin' || evaluated.kind === 'library' ? evaluated.name : undefined;
  const made =
    name !== undefined && value.kind === 'function' ? withFeature(machine, value, name, decorator) : undefined;
  if (made) return made;
  if (name === 'functools.wraps') return wrapping(machine, value, decorator);
  if (name !== undefined && TRANSPARENT.test(name)) return value;
  if (!CALLABLE.has(evaluated.kind) && !MAKING.test(name ?? '')) return hidden(value);
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
  scope.type = linear;
  inFrame(machine, frameOf(machine, scope, machine.frame.caller), () => run(machine, definition.body));
  machine.classes.push(linear);
  if (!machine.javascript) customize(machine, linear);
  if (isEnumeration(linear)) makeMembers(machine, linear);
  if (isRecord(machine, linear)) Object.assign(linear, { fields: declareFields(machine, linear) });
  const decorated = definition.decorators.reduceRight<Value>(
    (value, decorator) => (isHarmless(machine, decorator) ? value : decorate(machine, value, decorator)),
    linear,
  );
  machine.store.write(around.cell(definition.name), decorated);
  return true;
}

/** Classes whose annotated names are their constructor's parameters. */
const RECORD = /^(dataclasses\.dataclass|pydantic\.(dataclasses\.dataclass|BaseModel)|torch\.fx\.dataclass)$/;

const isRecord = (machine: Machine, { definition, ancestors }: ClassValue): boolean =>
  (ancestors ?? []).some((each) => each.kind === 'library' && RECORD.test(each.name)) ||
  definition.decorators.some((decorator) => {
    const value = evaluate(machine, decorator.kind === 'call' ? decorator.callee : decorator);
    return value.kind === 'library' && RECORD.test(value.name);
  });

const isHarmless = (machine: Machine, decorator: Expression): boolean => {
  const value = evaluate(machine, decorator.kind === 'call' ? decorator.callee : decorator);
  return value.kind === 'library' && (TRANSPARENT.test(value.name) || RECORD.test(value.name));
};

/** Bases whose objects hold entries. */
const MAPPINGS = new Set(['dict', 'collections.OrderedDict', 'collections.UserDict', 'typing.Dict']);

/** More than any hierarchy has; merging takes time that grows with their cube. */
const MAX_ANCESTORS = 100;

/** The class and its ancestors in the order in which attributes are looked up; undefined with an unknown base. */
function linearise(made: ClassValue): ClassValue['ancestors'] {
  const chains = made.bases.map((base) => {
    if (base.kind === 'library') return [MAPPINGS.has(base.name) ? DICT : base];
    if (base.kind === 'builtin') return MAPPINGS.has(base.name) ? [DICT] : [];
    return base.kind === 'class' ? base.ancestors : undefined;
  });
  if (!chains.every((chain) => chain !== undefined) || chains.flat().length > MAX_ANCESTORS) return undefined;
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
