import type { Case, Pattern, Statement } from '../syntax/program';
import { boundBy } from '../syntax/patterns';
import { paths } from './branches';
import { same } from './comparisons';
import { evaluate } from './expressions';
import { iterate } from './iteration';
import type { Machine } from './machine';
import { run } from './statements';
import { UNKNOWN, type Value } from './value';

/** `match subject: case pattern if guard: …`: the first case that fits; those that may fit are alternatives. */
export function executeMatch(machine: Machine, { subject, cases }: Extract<Statement, { kind: 'match' }>): boolean {
  const value = evaluate(machine, subject);
  const bodies: (() => boolean)[] = [];
  for (const each of cases) {
    const fitting = fits(machine, each.pattern, value);
    if (fitting === false) continue;
    bodies.push(() => runCase(machine, each, value));
    if (fitting && !each.guard) return paths(machine, bodies);
  }
  return paths(machine, [...bodies, () => true]);
}

function runCase(machine: Machine, { pattern, guard, body }: Case, value: Value): boolean {
  bind(machine, pattern, value);
  if (guard) evaluate(machine, guard);
  return run(machine, body);
}

/** Whether a value fits a pattern; undefined where that is not known. */
function fits(machine: Machine, pattern: Pattern, value: Value): boolean | undefined {
  if (pattern.kind === 'capture') return true;
  if (pattern.kind === 'value') return equals(value, evaluate(machine, pattern.value));
  if (pattern.kind === 'any') return some(pattern.patterns.map((each) => fits(machine, each, value)));
  if (pattern.kind === 'sequence') return all(machine, pattern.patterns, value);
  return undefined;
}

/** True and False are no numbers here. */
const equals = (value: Value, wanted: Value): boolean | undefined =>
  wanted.kind === 'boolean' && value.kind === 'integer' ? false : same(value, wanted);

const some = (outcomes: readonly (boolean | undefined)[]): boolean | undefined =>
  outcomes.includes(true) ? true : outcomes.every((each) => each === false) ? false : undefined;

/** The parts of what surely is a sequence. */
const partsOf = (machine: Machine, value: Value): readonly Value[] | undefined =>
  value.kind === 'tuple' || (value.kind === 'list' && value.type === 'list') ? iterate(machine, value) : undefined;

function all(machine: Machine, patterns: readonly Pattern[], value: Value): boolean | undefined {
  const parts = partsOf(machine, value);
  if (!parts) return undefined;
  if (parts.length !== patterns.length) return false;
  const outcomes = patterns.map((each, i) => fits(machine, each, parts[i]!));
  if (outcomes.includes(false)) return false;
  return outcomes.every((each) => each === true) || undefined;
}

/** Binds the names of a pattern to what fits it. */
function bind(machine: Machine, pattern: Pattern, value: Value): void {
  const write = (name: string, bound: Value): void => {
    machine.store.write(machine.frame.scope.cell(name), bound);
  };
  if (pattern.kind === 'capture' && pattern.name !== undefined) write(pattern.name, value);
  if (pattern.kind === 'any' || pattern.kind === 'other') for (const name of boundBy(pattern)) write(name, UNKNOWN);
  if (pattern.kind !== 'sequence') return;
  const parts = partsOf(machine, value);
  pattern.patterns.forEach((each, i) => {
    bind(machine, each, parts?.[i] ?? UNKNOWN);
  });
}
