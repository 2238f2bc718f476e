import { spelled, type Elements } from './each';
import type { Place } from './either';
import type { Value } from './value';

/** A list that an iterator reads as it goes, with what it held when that was made. */
export interface Source {
  place: Place<Elements>;
  content: Elements;
}

/** What may change between the turns of a loop through the value. */
export function sourcesOf(value: Value): readonly Source[] {
  if (value.kind !== 'list') return [];
  return value.type === 'iterator' ? (value.sources ?? []) : [{ place: value.elements, content: value.elements.value }];
}

/** Whether elements from a place on are what they were, and as many. */
export const isAsBefore = (sources: readonly Source[], from = 0): boolean =>
  sources.every(({ place, content }) => {
    const { value } = place;
    if (value === content) return true;
    const [before, now] = [spelled(content), spelled(value)];
    return before?.length === now?.length && before?.every((each, i) => i < from || each === now?.[i]) === true;
  });
