import { shape } from '../domain/shape';
import type { Expression, Statement } from '../syntax/program';
import { evaluate } from './expressions';
import { isSelf } from './frames';
import type { Machine } from './machine';
import { binary } from './operators';
import { assign } from './targets';
import { ANY_TENSOR, integer, tensor, tuple, type Value } from './value';

type Assign = Extract<Statement, { kind: 'assign' }>;

/** `a = b = value`, `a += value`, `a: type = value`, each with the claims that it makes. */
export function executeAssignment(machine: Machine, statement: Assign): boolean {
  if (!statement.value) return true;
  const first = statement.targets[0]!;
  const before = held(machine, statement.targets);
  if (statement.operator) {
    const value = binary(
      machine,
      { ...statement, left: first, right: statement.value, operator: statement.operator },
      true,
    );
    assign(machine, first, value);
    claimTargets(machine, statement, first, before);
    return true;
  }
  const value = evaluate(machine, statement.value);
  for (const target of statement.targets) {
    assign(machine, target, namedSizes(machine, target, statement.value, value));
    claimTargets(machine, statement, target, before);
  }
  return true;
}

type Held = ReadonlyMap<Expression, Value> | undefined;

/** What the parts of targets hold, for the claims that are made of them. */
const held = (machine: Machine, targets: readonly Expression[]): Held =>
  machine.silent ? undefined : new Map(parts(machine, targets).map((target) => [target, evaluate(machine, target)]));

/** Claims what the parts of a target now hold, beside what they held `before`. */
function claimTargets(machine: Machine, statement: Assign, target: Expression, before: Held): void {
  if (!before) return;
  for (const part of parts(machine, [target])) {
    const owner = machine.javascript ? 'this' : 'self';
    const name = part.kind === 'attribute' ? `${owner}.${part.name}` : part.kind === 'name' ? part.name : '';
    machine.claim(statement, name, part, evaluate(machine, part), before.get(part));
  }
}

/** The names and attributes of self among targets. */
const parts = (machine: Machine, targets: readonly Expression[]): Expression[] =>
  targets.flatMap((target) => {
    if (target.kind === 'sequence') return parts(machine, target.elements);
    if (target.kind === 'assignment') return parts(machine, [target.target]);
    if (target.kind === 'dictionary')
      return parts(
        machine,
        target.entries.map(({ value }) => value),
      );
    return target.kind === 'name' || (target.kind === 'attribute' && isSelf(machine, target.object)) ? [target] : [];
  });

/** `B, T, C = x.shape` tells the rank of an unknown x and names its sizes. */
function namedSizes(machine: Machine, target: Expression, source: Expression, value: Value): Value {
  if (machine.javascript || target.kind !== 'sequence' || value.kind !== 'unknown') return value;
  const object = sizedObject(source);
  if (object?.kind !== 'name' || !target.elements.every(({ kind }) => kind === 'name')) return value;
  const known = evaluate(machine, object);
  if (known.kind !== 'unknown' && known.kind !== 'tensor') return value;
  const tail = known.kind === 'tensor' ? known.shape.dimensions : [];
  const sizes = target.elements.map((each, i) => {
    const fromEnd = tail[tail.length - target.elements.length + i];
    return fromEnd ?? machine.symbol(each.kind === 'name' && each.name !== '_' ? each.name : 'n');
  });
  assign(machine, object, tensor(shape(sizes), known.kind === 'tensor' ? known : ANY_TENSOR));
  return tuple(sizes.map(integer));
}

/** The x of `x.shape` and `x.size()`. */
function sizedObject(source: Expression): Expression | undefined {
  if (source.kind === 'attribute' && source.name === 'shape') return source.object;
  const called = source.kind === 'call' && source.arguments.length === 0 ? source.callee : undefined;
  return called?.kind === 'attribute' && called.name === 'size' ? called.object : undefined;
}
