/**
 * Questions and answers as one sequence, "12+9=21": the model reads the question and is asked for the answer only.
 */
import { Random } from '../random';
import type { InMemory } from '../samples';
import { draw } from './draw';
import type { Drawn } from './generator';

/** Fills up; the first behind an answer is a target, so that the model learns where to stop. */
const END = '_';

/** Between question and answer. */
const EQUALS = '=';

/** What is asked. */
export interface Pairs {
  /** Names the stream of random numbers. */
  purpose: string;
  /** All characters of questions and answers. */
  alphabet: string;
  /** Characters of the longest question and of the longest answer. */
  question: number;
  answer: number;
  draw(random: Random): { question: string; answer: string };
}

/** Token → text. */
const tokensOf = ({ alphabet }: Pairs): string[] => [END, EQUALS, ...Array.from(alphabet)];

/** How many tokens the model sees. */
const lengthOf = ({ question, answer }: Pairs): number => question + EQUALS.length + answer;

/** inputs (T), targets (T): the next token where it belongs to the answer or is its end, −1 elsewhere. */
function drawPairs(count: number, seed: number, pairs: Pairs): InMemory {
  const length = lengthOf(pairs);
  const tokens = new Map(tokensOf(pairs).map((text, token) => [text, token]));
  const layout = { inputs: { shape: [length], Values: Int32Array }, targets: { shape: [length], Values: Int32Array } };
  return draw(count, layout, (index, input, target) => {
    const { question, answer } = pairs.draw(new Random(seed, pairs.purpose, index));
    const text = `${question}${EQUALS}${answer}`.padEnd(length + 1, END);
    const sequence = Array.from(text, (character) => tokens.get(character)!);
    input.set(sequence.slice(0, length));
    // What follows the place `question.length` of the equals sign is the answer's beginning.
    const [from, to] = [question.length, question.length + answer.length + 1];
    target.fill(-1);
    target.set(sequence.slice(from + 1, to + 1), from);
  });
}

export function pairsData(count: number, seed: number, pairs: Pairs): Drawn {
  const names = tokensOf(pairs);
  return {
    dataset: drawPairs(count, seed, pairs),
    vocabulary: names.length,
    target: { kind: 'classes', classes: names.length, shape: [lengthOf(pairs)], names },
    names,
  };
}
