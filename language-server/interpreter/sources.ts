import type { Mentioned } from '../syntax/mentioned';
import type { Scope } from './scope';
import type { Value } from './value';

/** A place that an iterator reads as it goes, with what it held when that was made. */
export interface Source {
  place: { readonly value: unknown };
  content: unknown;
}

const sourceOf = (place: Source['place']): Source => ({ place, content: place.value });

/** What may change between the turns of a loop through the value. */
export function sourcesOf(value: Value): readonly Source[] {
  if (value.kind !== 'list') return [];
  return value.type === 'iterator' ? (value.sources ?? []) : [sourceOf(value.elements)];
}

/** Whether elements from a place on are what they were, and as many. */
export const isAsBefore = (sources: readonly Source[], from = 0): boolean =>
  sources.every(({ place, content }) => {
    const { value } = place;
    return value === content || (Array.isArray(content) && Array.isArray(value) && isSameFrom(content, value, from));
  });

const isSameFrom = (before: readonly unknown[], now: readonly unknown[], from: number): boolean =>
  before.length === now.length && before.every((each, i) => i < from || each === now[i]);

/** What code that runs later may read, as far as its text tells: variables around it, and parts of what it is given. */
export function readLater(scope: Scope, mentioned: Mentioned, given: Iterable<Value> = []): readonly Source[] {
  const cells = [...mentioned.names].flatMap((name) => scope.holder(name) ?? []);
  const parts = [...cells.map(({ value }) => value), ...given].flatMap((value) => partsOf(value, mentioned));
  return [...cells, ...parts].map(sourceOf);
}

/** Places inside a value whose content the code may see. */
function partsOf(value: Value | undefined, { attributes }: Mentioned): Source['place'][] {
  if (value?.kind === 'list') return [value.elements];
  if (value?.kind === 'dictionary') return [value.entries];
  if (value?.kind !== 'instance') return [];
  return [...attributes].flatMap((name) => {
    const cell = value.attributes.get(name);
    const held = cell?.value;
    const inside = held?.kind === 'list' ? [held.elements] : held?.kind === 'dictionary' ? [held.entries] : [];
    return cell ? [cell, ...inside] : [];
  });
}
