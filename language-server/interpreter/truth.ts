import { sign } from '../domain/dimension';
import type { Expression } from '../syntax/program';
import type { Machine } from './machine';
import { assign } from './targets';
import { NONE, type Value } from './value';

/** Python's truth of a value, where it is certain. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'none':
      return false;
    case 'boolean':
      return value.value;
    case 'integer': {
      const known = sign(value.value);
      return known === undefined ? undefined : known !== 0;
    }
    case 'float':
      return value.value === undefined ? undefined : value.value !== 0;
    case 'string':
      return value.value !== '';
    case 'tuple':
      return value.elements.length > 0;
    case 'list':
      return value.elements.value && value.elements.value.length > 0;
    case 'dictionary':
      return value.entries.value && value.entries.value.size > 0;
    case 'function':
    case 'class':
    case 'bound':
    case 'module':
    case 'builtin':
    case 'partial':
      return true;
    default:
      return undefined;
  }
}

/** What an unknown test that came out as `outcome` says of the variables in it: `x is None`, `not`, `and`. */
export function refine(machine: Machine, test: Expression, outcome: boolean): void {
  if (test.kind === 'unary' && test.operator === 'not') refine(machine, test.operand, !outcome);
  if (test.kind === 'logical' && (test.operator === 'and') === outcome) {
    refine(machine, test.left, outcome);
    refine(machine, test.right, outcome);
  }
  if (test.kind !== 'comparison' || test.operators.length !== 1) return;
  const [left, right] = test.operands;
  const none = right?.kind === 'constant' && right.value === null;
  const isNone = (test.operators[0] === 'is') === outcome;
  if (left?.kind === 'name' && none && isNone && /^is( not)?$/.test(test.operators[0]!)) assign(machine, left, NONE);
}
