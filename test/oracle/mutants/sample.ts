import { createHash } from 'node:crypto';

/** `count` of the elements, the same for a seed whatever else is added: those with the least hashes. */
export function sampled<T>(elements: readonly T[], count: number, seed: number, key: (element: T) => string): T[] {
  if (elements.length <= count) return [...elements];
  const hash = (element: T): string =>
    createHash('sha1')
      .update(`${seed} ${key(element)}`)
      .digest('hex');
  const ranked = elements.map((element) => ({ element, rank: hash(element) }));
  const limit = ranked.map(({ rank }) => rank).sort()[count]!;
  return ranked.filter(({ rank }) => rank < limit).map(({ element }) => element);
}
