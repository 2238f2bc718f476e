import { listed } from './dictionaries';
import { spelled } from './each';
import type { Pass } from './passes';
import type { Value } from './value';

/** What made a value: the call of a layer, or a function of a library by its name; and what it was given. */
export interface Maker {
  by: Pass | string;
  given: readonly Value[];
}

/** A fact about the value itself, so that analyses that meet the same value share it. */
const makers = new WeakMap<Value, Maker>();

/** Notes it of the tensors that the call made: one without a site is shared, one that was given was made before. */
export function tell(result: Value, maker: Maker): void {
  for (const value of elementsOf(result) ?? [result])
    if (value.kind === 'tensor' && value.site && !maker.given.includes(value)) makers.set(value, maker);
}

/** Notes that `copy` is `value` itself. */
export function tellAgain(copy: Value, value: Value): void {
  const maker = makers.get(value);
  if (maker) makers.set(copy, maker);
}

/** Undefined where it is not known: paths that joined, inputs. */
export const makerOf = (value: Value): Maker | undefined => makers.get(value);

const PLAIN: ReadonlySet<Value['kind']> = new Set(
  'none ellipsis boolean integer float string range library'.split(' ') as Value['kind'][],
);

/** What a call was given that may come from layers: tensors, also in lists and tuples, and what is not known; each once. */
export function sourcesIn(values: Iterable<Value>): readonly Value[] {
  const sources: Value[] = [];
  const seen = new Set<Value>();
  const stack = [...values].reverse();
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (seen.has(value) || PLAIN.has(value.kind)) continue;
    seen.add(value);
    const parts = value.kind === 'slice' ? [value.lower, value.upper, value.step] : elementsOf(value);
    if (parts) stack.push(...parts.toReversed());
    else sources.push(value);
  }
  return sources;
}

/** What a tuple, list or dictionary holds, where that is known. */
export function elementsOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'tuple') return value.elements;
  if (value.kind === 'list') return spelled(value.elements.value);
  return value.kind === 'dictionary' ? listed(value.entries.value)?.map((entry) => entry.value) : undefined;
}
