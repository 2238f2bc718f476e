/**
 * Questions and answers as one sequence, "12+9=21": the model reads the question and is asked for the answer only.
 */
import { Problem } from '../../process/problem';
import { Random } from '../random';
import type { InMemory } from '../samples';
import { draw } from './draw';
import type { Drawn } from './generator';

/** Fills up; the first behind an answer is a target, so that the model learns where to stop. */
const END = '_';

/** Between question and answer. */
const EQUALS = '=';

interface Pair {
  question: string;
  answer: string;
}

/** What is asked. */
export interface Pairs {
  /** Names the stream of random numbers. */
  purpose: string;
  /** All characters of questions and answers. */
  alphabet: string;
  /** Characters of the longest question and of the longest answer. */
  question: number;
  answer: number;
  draw(random: Random): Pair;
}

/** Token → text. */
const tokensOf = ({ alphabet }: Pairs): string[] => [END, EQUALS, ...Array.from(alphabet)];

/** How many tokens the model sees. */
const lengthOf = ({ question, answer }: Pairs): number => question + EQUALS.length + answer;

/** How often a question that was not drawn before is sought: one that a draw in ten finds is missed once in 40,000. */
const TRIES = 100;

/** A Map holds no more keys. */
const MAX_QUESTIONS = 2 ** 24;

const tooMany = (count: number) =>
  new Problem('too-much-data', `data.samples: ${count} questions are more than ${MAX_QUESTIONS}; draw fewer`);

/** Draws pairs in turn, no question twice unless nearly all that there are were drawn; knows which questions are equal. */
class Deck {
  /** Of each pair drawn: the number of its question. */
  readonly questions: number[] = [];
  private readonly known = new Map<string, number>();

  constructor(
    private readonly seed: number,
    private readonly pairs: Pairs,
  ) {}

  /** A function of the seed and of how many were drawn before. */
  draw(): Pair {
    const random = new Random(this.seed, this.pairs.purpose, this.questions.length);
    let drawn = this.pairs.draw(random);
    for (let tried = 1; tried < TRIES && this.known.has(drawn.question); tried++) drawn = this.pairs.draw(random);
    const number = this.known.get(drawn.question) ?? this.known.size;
    this.known.set(drawn.question, number);
    this.questions.push(number);
    return drawn;
  }

  get hasEqual(): boolean {
    return this.known.size < this.questions.length;
  }
}

/** inputs (T), targets (T): the next token where it belongs to the answer or is its end, −1 elsewhere. */
function drawPairs(count: number, deck: Deck, pairs: Pairs): InMemory {
  const length = lengthOf(pairs);
  const tokens = new Map(tokensOf(pairs).map((text, token) => [text, token]));
  const layout = { inputs: { shape: [length], Values: Int32Array }, targets: { shape: [length], Values: Int32Array } };
  return draw(count, layout, (_, input, target) => {
    const { question, answer } = deck.draw();
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
  if (count > MAX_QUESTIONS) throw tooMany(count);
  const names = tokensOf(pairs);
  const deck = new Deck(seed, pairs);
  const dataset = drawPairs(count, deck, pairs);
  return {
    dataset,
    ...(deck.hasEqual && { twins: deck.questions }),
    vocabulary: names.length,
    target: { kind: 'classes', classes: names.length, shape: [lengthOf(pairs)], names },
    names,
  };
}
