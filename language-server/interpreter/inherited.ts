/** What a class of the program has under a name, by itself or from its ancestors. */
import type { ClassValue, Value } from './value';

/** The program's own classes among a class and its ancestors, in the order in which attributes are looked up. */
export const programClasses = (type: ClassValue): readonly ClassValue[] =>
  (type.ancestors ?? [type]).filter((each) => each.kind === 'class');

export const inherited = (type: ClassValue, name: string): Value | undefined => {
  for (const { attributes } of programClasses(type)) {
    const found = attributes.get(name)?.value;
    if (found) return found;
  }
  return undefined;
};
