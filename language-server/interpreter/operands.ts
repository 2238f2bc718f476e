import type { Operator } from '../syntax/program';
import type { Machine } from './machine';
import type { Site, Value } from './value';

/** Numbers, and what Python never computes with them; texts and lists are repeated by `*`. */
const NUMBERS = new Set<Value['kind']>(['integer', 'float']);
const OTHERS = new Set<Value['kind']>(['tuple', 'list', 'dictionary', 'string']);
const LISTS = new Set<Value['kind']>(['tuple', 'list']);
const REPEATED = new Set<Value['kind']>(['tuple', 'list', 'string']);
const ARITHMETIC = new Set<Operator>(['+', '-', '*', '/', '//', '%', '**']);

function misfits(operator: Operator, left: Value, right: Value): boolean {
  if (!ARITHMETIC.has(operator)) return false;
  if (operator === '*' && (REPEATED.has(left.kind) || REPEATED.has(right.kind))) return false;
  if (operator === '%' && left.kind === 'string') return false;
  return (NUMBERS.has(left.kind) && OTHERS.has(right.kind)) || (OTHERS.has(left.kind) && NUMBERS.has(right.kind));
}

/** With a number of NumPy's a list is an array: `scores - np.max(scores)`. */
const mayBeArray = (machine: Machine, { kind }: Value): boolean =>
  LISTS.has(kind) && machine.asked(({ usesNumPy }) => usesNumPy);

/** Reports arithmetic of a number with what is none, where no branch may lead around it and the arguments are known. */
export function checkOperands(machine: Machine, operator: Operator, [left, right]: [Value, Value], site: Site): void {
  if (!misfits(operator, left, right) || mayBeArray(machine, left) || mayBeArray(machine, right)) return;
  if (machine.javascript || machine.hypothetical || machine.branches > machine.frame.branches) return;
  machine.emit({
    kind: 'mismatch',
    rule: 'argument-mismatch',
    site,
    operation: `the operator ${operator}`,
    received: `a value of kind ${left.kind} and one of kind ${right.kind}`,
    expected: 'two numbers',
    advice: 'check where the two come from, as by the order of arguments',
    inputs: [],
  });
}
