import type { Pattern } from './program';

/** The names that a pattern binds. */
export function boundBy(pattern: Pattern): string[] {
  if (pattern.kind === 'capture') return pattern.name === undefined ? [] : [pattern.name];
  if (pattern.kind === 'other') return pattern.names;
  return pattern.kind === 'value' ? [] : pattern.patterns.flatMap(boundBy);
}
