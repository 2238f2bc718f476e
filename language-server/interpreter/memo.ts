/** What `functools.cache` keeps of a function: a call with arguments that it has had before runs nothing. */
import type { Arguments } from './arguments';
import { paths } from './branches';
import { entryOf, has, isFilled, merged, type Entries } from './dictionaries';
import type { Machine } from './machine';
import { Cell } from './store';
import { identityOf, keyOf } from './keys';
import { integer, string, UNKNOWN, type Value } from './value';

/** Results by what identifies the arguments; undefined where they are not known. */
export type Memo = Cell<Entries>;

/** Most functions that are called with so many arguments, or fewer, forget none of them. */
const DEFAULT_SIZE = 128;

/** Of a function that keeps as many results as `size` says. */
export function newMemo(size: Value = integer(DEFAULT_SIZE)): Memo {
  const keepsAll =
    size.kind === 'none' || (size.kind === 'integer' && typeof size.value === 'number' && size.value >= DEFAULT_SIZE);
  return new Cell<Entries>(keepsAll ? new Map() : undefined);
}

const argumentKey = (value: Value): string | undefined =>
  value.kind === 'instance' ? `@${identityOf(value)}` : keyOf(value);

function callKey({ positional, named, open }: Arguments): string | undefined {
  const keys = [
    ...positional.map(argumentKey),
    ...[...named].map(([name, value]) => [name, argumentKey(value)]),
  ].flat();
  return open || keys.includes(undefined) ? undefined : keys.join('\n');
}

/** What a call gives: what was kept, or what it does if it runs, which is not certain where the arguments are unclear. */
export function remembered(machine: Machine, memo: Memo, given: Arguments, run: () => Value): Value {
  const key = callKey(given);
  const known = has(memo.value, key);
  if (known) return entryOf(memo.value, key) ?? UNKNOWN;
  const isFirst = known === false || isFilled(memo.value) === false;
  const result = isFirst ? run() : perhapsRun(machine, run);
  const kept =
    key === undefined ? undefined : merged(memo.value, new Map([[key, { key: string(key), value: result }]]));
  machine.store.write(memo, kept);
  return result;
}

function perhapsRun(machine: Machine, run: () => Value): Value {
  let result: Value = UNKNOWN;
  const perform = (): boolean => {
    result = run();
    return true;
  };
  paths(machine, [perform, () => true]);
  return result;
}
