import type { Expression, Statement } from '../syntax/program';
import { claim } from './claiming';
import { evaluate } from './expressions';
import { isSelf } from './frames';
import type { Machine } from './machine';
import { binary } from './operators';
import { nameSize } from './size-names';
import { assign } from './targets';
import { namedSizes, starredSizes } from './unpacked-sizes';
import { integer, type Value } from './value';

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
    const starred = starredSizes(machine, target, statement.value, value);
    assign(machine, target, namedSizes(machine, target, statement.value, value));
    for (const [name, size] of starred) assign(machine, name, integer(size));
    claimTargets(machine, statement, target, before);
  }
  return true;
}

type Held = ReadonlyMap<Expression, Value> | undefined;

/** What the parts of targets hold that hold anything, for the claims that are made of them. */
const held = (machine: Machine, targets: readonly Expression[]): Held =>
  machine.silent || !machine.keepsClaims
    ? undefined
    : new Map(
        parts(machine, targets)
          .filter((target) => target.kind !== 'name' || machine.frame.scope.find(target.name))
          .map((target) => [target, evaluate(machine, target)]),
      );

/** Claims what the parts of a target now hold, beside what they held `before`. */
function claimTargets(machine: Machine, statement: Assign, target: Expression, before: Held): void {
  if (!machine.keepsClaims) nameSizesOf(machine, target);
  if (!before) return;
  for (const part of parts(machine, [target])) {
    const owner = machine.javascript ? 'this' : 'self';
    const name = part.kind === 'attribute' ? `${owner}.${part.name}` : part.kind === 'name' ? part.name : '';
    const value = evaluate(machine, part);
    claim(machine, statement, { name, target: part, value, before: before.get(part) });
    if (part.kind === 'name' && value.kind === 'integer') nameSize(machine, value.value, name);
  }
}

/** Where nothing is claimed, the sizes that get a name are what findings need of it. */
function nameSizesOf(machine: Machine, target: Expression): void {
  if (machine.silent) return;
  for (const part of parts(machine, [target])) {
    const value = part.kind === 'name' ? machine.frame.scope.find(part.name) : undefined;
    if (part.kind === 'name' && value?.kind === 'integer') nameSize(machine, value.value, part.name);
  }
}

/** The names and attributes of self among targets. */
function parts(machine: Machine, targets: readonly Expression[], found: Expression[] = []): Expression[] {
  for (const target of targets) {
    if (target.kind === 'sequence') parts(machine, target.elements, found);
    else if (target.kind === 'assignment') parts(machine, [target.target], found);
    else if (target.kind === 'dictionary') for (const { value } of target.entries) parts(machine, [value], found);
    else if (target.kind === 'name' || (target.kind === 'attribute' && isSelf(machine, target.object)))
      found.push(target);
  }
  return found;
}
