import type { Arguments } from '../arguments';
import { list, NONE, UNKNOWN, type FunctionValue, type Value } from '../value';

/** JavaScript's way: what is missing is undefined, what is too much is dropped. */
export function bindLoosely({ definition }: FunctionValue, given: Arguments): Map<string, Value> {
  const missing = given.open ? UNKNOWN : NONE;
  return new Map(
    definition.parameters.map(({ name, variadic }, i): [string, Value] => {
      if (given.open && name !== 'this') return [name, variadic ? list(undefined, 'array') : UNKNOWN];
      if (variadic) return [name, list(given.positional.slice(i), 'array')];
      return [name, given.positional[i] ?? missing];
    }),
  );
}
