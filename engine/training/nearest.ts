/** The nearest right word for a wrong one. */

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into another (Damerau, Levenshtein). */
function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = swap ? rows[i - 2]![j - 2]! + 1 : Infinity;
      row.push(Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows[from.length]![to.length]!;
}

/** Words are compared up to this length: the table grows with the product. */
const MAX_LENGTH = 64;

/** Half of the letters may be wrong; beyond that a suggestion would only mislead. */
const MOST_WRONG = 0.5;

/** The candidate that takes the fewest changes, upper and lower case aside; undefined if none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = word.slice(0, MAX_LENGTH).toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, changes: distance(plain, candidate.slice(0, MAX_LENGTH).toLowerCase()) }))
    .sort((a, b) => a.changes - b.changes);
  const [best] = ranked;
  return best && best.changes <= Math.max(1, plain.length * MOST_WRONG) ? best.candidate : undefined;
}

/** `; did you mean "adam"?`, or the list of what there is where nothing is near. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near === undefined ? `; there is: ${candidates.join(', ')}` : `; did you mean "${near}"?`;
}
