import type { Pairs } from './pairs';

/** Two numbers of 1 to `digits` digits, and their sum: "12+9" = "21". */
export const addition = ({ digits }: { digits: number }): Pairs => ({
  purpose: 'addition',
  alphabet: '0123456789+',
  question: 2 * digits + 1,
  answer: digits + 1,
  draw(random) {
    // Below 10ᵈ for a d of its own, so that short numbers are no rarity.
    const number = () => random.integer(10 ** (1 + random.integer(digits)));
    const [a, b] = [number(), number()];
    return { question: `${a}+${b}`, answer: `${a + b}` };
  },
});
