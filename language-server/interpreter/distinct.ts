import { keyOf } from './keys';
import { type Value } from './value';

/** Equal elements once; undefined where it is not known which are equal. */
export function distinct(elements: readonly Value[] | undefined): readonly Value[] | undefined {
  const found = new Map<string, Value>();
  for (const element of elements ?? []) {
    const key = keyOf(element);
    if (key === undefined) return undefined;
    if (!found.has(key)) found.set(key, element);
  }
  return elements && [...found.values()];
}
