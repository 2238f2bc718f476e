/** English of a small grammar, letter by letter: subjects and verbs agree in number, which takes some memory. */
import { Random } from '../random';
import type { InMemory } from '../samples';
import { draw } from './draw';

type Number = 'one' | 'many';

const articles: Record<Number, string[]> = { one: ['a', 'the', 'every'], many: ['two', 'the', 'some'] };
const adjectives = ['small', 'red', 'old', 'quick'];
const nouns: Record<Number, string[]> = {
  one: ['cat', 'dog', 'bird', 'child', 'king'],
  many: ['cats', 'dogs', 'birds', 'children', 'kings'],
};
const verbs: Record<Number, string[]> = {
  one: ['sees', 'likes', 'finds', 'follows'],
  many: ['see', 'like', 'find', 'follow'],
};

/** Every letter of every word, the space and the full stop, in order: token → text. */
export const characters: readonly string[] = [
  ...new Set(
    [articles, nouns, verbs]
      .flatMap(({ one, many }) => [...one, ...many])
      .concat(adjectives, ' .')
      .join(''),
  ),
].sort();

const tokens = new Map(characters.map((character, token) => [character, token]));

const pick = (words: readonly string[], random: Random): string => words[random.integer(words.length)]!;

function phrase(number: Number, random: Random): string[] {
  const adjective = random.integer(2) === 0 ? [] : [pick(adjectives, random)];
  return [pick(articles[number], random), ...adjective, pick(nouns[number], random)];
}

const either = (random: Random): Number => (random.integer(2) === 0 ? 'one' : 'many');

/** "the small cat sees two dogs. " */
function sentence(random: Random): string {
  const subject = either(random);
  const words = [...phrase(subject, random), pick(verbs[subject], random), ...phrase(either(random), random)];
  return `${words.join(' ')}. `;
}

/** Text of `length` characters, from the beginning of a sentence. */
function text(length: number, random: Random): string {
  let written = '';
  while (written.length < length) written += sentence(random);
  return written.slice(0, length);
}

/** The target at each place is the next token. inputs and targets (length) */
export function drawCharacters(count: number, seed: number, { length }: { length: number }): InMemory {
  const layout = { inputs: { shape: [length], Values: Int32Array }, targets: { shape: [length], Values: Int32Array } };
  return draw(count, layout, (index, input, target) => {
    const written = Array.from(text(length + 1, new Random(seed, 'characters', index)), (one) => tokens.get(one)!);
    input.set(written.slice(0, length));
    target.set(written.slice(1));
  });
}
