import type { Comment } from './program';

const IGNORE = /^nabla:\s*ignore(?:\[([^\]]*)\])?/;

/** `# nabla: ignore[rule, …]` silences these rules on its line; without brackets, all. */
export function suppressions(
  comments: readonly Comment[],
  lineOf: (offset: number) => number,
): (rule: string, line: number) => boolean {
  const lines = new Map<number, ReadonlySet<string> | 'all'>();
  for (const { text, range } of comments) {
    const match = IGNORE.exec(text.trim());
    if (!match) continue;
    const rules = match[1]?.split(',').map((name) => name.trim());
    lines.set(lineOf(range.start), rules ? new Set(rules) : 'all');
  }
  return (rule, line) => {
    const silenced = lines.get(line);
    return silenced === 'all' || (silenced?.has(rule) ?? false);
  };
}
