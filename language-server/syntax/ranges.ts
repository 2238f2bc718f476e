import type { Range } from './program';

const isRange = (value: object): value is Range =>
  'start' in value && typeof value.start === 'number' && 'end' in value && typeof value.end === 'number';

/** Every range in a part of a program, once. */
export function rangesIn(part: object): readonly Range[] {
  const found = new Set<Range>();
  const stack: object[] = [part];
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (isRange(value)) found.add(value);
    else for (const each of Object.values(value) as unknown[]) if (typeof each === 'object' && each) stack.push(each);
  }
  return [...found];
}
