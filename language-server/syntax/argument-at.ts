import type { Argument, Expression, Program, Range } from './program';
import { walk } from './walk';

/** An argument of a call as it is written. */
export interface WrittenArgument {
  /** Of the whole call, and of what is called. */
  call: Range;
  callee: Range;
  /** With its name, where it is passed by one. */
  range: Range;
  /** How it is passed: by name, or how many stand before it. */
  by: string | number;
}

/** The same with what is called: `torch.nn.Linear`; undefined where it is no library's. */
export interface NamedArgument extends WrittenArgument {
  of: string | undefined;
}

type Call = Extract<Expression, { kind: 'call' }>;

const contains = ({ start, end }: Range, offset: number): boolean => start <= offset && offset <= end;

/** The argument under an offset, of the innermost call that has one there. */
export function argumentAt({ statements }: Program, text: string, offset: number): WrittenArgument | undefined {
  let found: WrittenArgument | undefined;
  walk(
    statements.filter(({ range }) => contains(range, offset)),
    {
      expression: (each) => {
        if (each.kind === 'call' && contains(each.range, offset)) found = argumentOf(each, text, offset) ?? found;
      },
    },
  );
  return found;
}

/** The argument of a call at an offset; an option of JavaScript's `{ units: 10 }` counts as one that has a name. */
function argumentOf({ range: call, callee, arguments: given }: Call, text: string, offset: number) {
  for (const [at, argument] of given.entries()) {
    const { value, name, spread } = argument;
    const range = { start: startOf(argument, text, callee.range.end), end: value.range.end };
    if (spread || !contains(range, offset)) continue;
    const entry = value.kind === 'dictionary' ? entryAt(value, offset) : undefined;
    return { call, callee: callee.range, range, by: name ?? at, ...entry };
  }
  return undefined;
}

/** Where the argument's name starts, or else its value. */
function startOf({ name, value }: Argument, text: string, from: number): number {
  if (name === undefined) return value.range.start;
  return Math.max(from, text.lastIndexOf(name, value.range.start - name.length));
}

function entryAt({ entries }: Extract<Expression, { kind: 'dictionary' }>, offset: number) {
  for (const { key, value } of entries) {
    const range = { start: (key ?? value).range.start, end: value.range.end };
    if (key?.kind === 'string' && contains(range, offset)) return { range, by: key.value };
  }
  return undefined;
}
