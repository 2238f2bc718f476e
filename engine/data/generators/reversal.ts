import type { Pairs } from './pairs';

const LETTERS = 'abcdefghij';

/** A word of 1 to `length` letters, and the same from behind: "bad" = "dab". */
export const reversal = ({ length }: { length: number }): Pairs => ({
  purpose: 'reversal',
  alphabet: LETTERS,
  question: length,
  answer: length,
  draw(random) {
    const letters = Array.from({ length: 1 + random.integer(length) }, () => LETTERS[random.integer(LETTERS.length)]!);
    return { question: letters.join(''), answer: letters.reverse().join('') };
  },
});
