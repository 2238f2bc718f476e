/** A text as numbers of tokens, with a vocabulary that is learned from its first part. */
import { Problem } from '../../process/problem';
import { unshared } from '../formats/unshared';

/** Stands for every token that the vocabulary does not have; its number is 0. */
const UNKNOWN = '<unknown>';

/** Tokens of a text at most: with their targets they take a gigabyte of memory. */
const MAX_TOKENS = 2 ** 27;

/** Different tokens that are told apart while reading; later ones are unknown. More than a language has words. */
const MAX_DIFFERENT = 2 ** 20;

const BLOCK = 2 ** 20;

const tooLong = () =>
  new Problem(
    'too-large-data',
    `the text has more than ${MAX_TOKENS} tokens, which memory should not hold; set data.path to a part of it`,
  );

/** In memory that threads share: the parts of a text are views of it. */
export interface Corpus {
  tokens: Uint16Array | Uint32Array;
  /** What each token is. */
  vocabulary: string[];
}

/** Gathers tokens under provisional numbers, in the order in which they are first seen. */
export class CorpusBuilder {
  private readonly numbers = new Map<string, number>();
  private readonly blocks: Uint32Array[] = [];
  private count = 0;

  /** @throws Problem `too-large-data` */
  add(token: string): void {
    if (this.count === MAX_TOKENS) throw tooLong();
    if (this.count % BLOCK === 0) this.blocks.push(new Uint32Array(BLOCK));
    this.blocks.at(-1)![this.count++ % BLOCK] = this.numberOf(token);
  }

  get length(): number {
    return this.count;
  }

  /**
   * @param learned how many tokens, from the first, the vocabulary is learned from
   * @param most tokens of the vocabulary at most, the unknown one among them: the most frequent ones
   */
  finish(learned: number, most: number): Corpus {
    const texts = [...this.numbers.keys()];
    const counts = new Uint32Array(texts.length);
    this.each((number, at) => {
      if (at < learned && number < MAX_DIFFERENT) counts[number]!++;
    });
    const kept = texts
      .map((text, number) => ({ text, number, count: counts[number]! }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, most - 1);
    const final = new Uint32Array(MAX_DIFFERENT + 1);
    kept.forEach(({ number }, index) => (final[number] = index + 1));
    const vocabulary = [UNKNOWN, ...kept.map(({ text }) => text)];
    const tokens =
      vocabulary.length <= 2 ** 16
        ? new Uint16Array(new SharedArrayBuffer(2 * this.count))
        : new Uint32Array(new SharedArrayBuffer(4 * this.count));
    this.each((number, at) => (tokens[at] = final[number]!));
    return { tokens, vocabulary };
  }

  private numberOf(token: string): number {
    const known = this.numbers.get(token);
    if (known !== undefined) return known;
    if (this.numbers.size === MAX_DIFFERENT) return MAX_DIFFERENT;
    this.numbers.set(unshared(token), this.numbers.size);
    return this.numbers.size - 1;
  }

  private each(visit: (number: number, at: number) => void): void {
    for (let at = 0; at < this.count; at++) visit(this.blocks[Math.floor(at / BLOCK)]![at % BLOCK]!, at);
  }
}
