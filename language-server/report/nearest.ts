/** Letters to insert, remove or replace until one word is the other: Levenshtein's distance. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++)
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (from[i] === to[j] ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
}

/** The names that someone who wrote `word` may have meant, whole or in one of their parts; none where all are far. */
export function nearest(word: string, names: readonly string[]): string[] {
  const far = (name: string): number => Math.min(...[name, ...name.split('-')].map((part) => distance(word, part)));
  const least = Math.min(...names.map(far));
  return least > word.length / 2 ? [] : names.filter((name) => far(name) === least);
}
