/** Generators of tokens, read back as text. */
import assert from 'node:assert/strict';
import { source as addition } from '../sources/addition';
import { source as characters } from '../sources/characters';
import { source as dates } from '../sources/dates';
import { source as reversal } from '../sources/reversal';
import type { Source } from '../sources/source';
import { drawn } from './testing/drawn';

const COUNT = 200;

interface Sample {
  /** What the model sees. */
  seen: string;
  /** What it is asked for; · where nothing is. */
  asked: string;
}

/** The samples of a source, written out. */
async function read(source: Source, params: object = {}): Promise<Sample[]> {
  const { dataset, names } = await drawn(source, COUNT, 1, params);
  const [length] = dataset.inputShape as [number];
  const inputs = dataset.read(Uint32Array.from({ length: COUNT }, (_, index) => index)) as Int32Array;
  const write = (tokens: ArrayLike<number>) =>
    Array.from(tokens, (token) => (token < 0 ? '·' : names![token]!)).join('');
  return Array.from({ length: COUNT }, (_, index) => ({
    seen: write(inputs.slice(index * length, (index + 1) * length)),
    asked: write(dataset.targets.values.slice(index * length, (index + 1) * length)),
  }));
}

/** Question and answer, from what is seen and asked; that both fit together is checked. */
function pairOf({ seen, asked }: Sample): { question: string; answer: string } {
  const [question] = seen.split('=') as [string];
  const answer = asked.replace(/·/g, '').replace(/_$/, '');
  assert.equal(asked, `${'·'.repeat(question.length)}${answer}_`.padEnd(seen.length, '·'));
  assert.equal(seen, `${question}=${answer}`.padEnd(seen.length, '_'));
  return { question, answer };
}

describe('characters', () => {
  it('are sentences of the grammar, in which subject and verb agree', async () => {
    const noun = (ending: string) => `(cat|dog|bird|king)${ending}`;
    const adjective = '((small|red|old|quick) )?';
    const one = `(a|the|every) ${adjective}(child|${noun('')})`;
    const many = `(two|the|some) ${adjective}(children|${noun('s')})`;
    const object = `(${one}|${many})`;
    const sentence = `(${one} (see|like|find|follow)s|${many} (see|like|find|follow)) ${object}\\.`;
    for (const { seen } of await read(characters, { length: 200 })) {
      const whole = seen.slice(0, seen.lastIndexOf('.') + 1);
      assert.match(whole, new RegExp(`^${sentence}( ${sentence})*$`));
    }
  });

  it('leave a perplexity of 1.42: the choices of a sentence, over its characters', async () => {
    // Each of two phrases: number, article, adjective or none, noun. The verb.
    const nats = 2 * (Math.log(2) + Math.log(3) + Math.log(2) + Math.log(4) / 2 + Math.log(5)) + Math.log(4);
    const lengths = (await read(characters, { length: 1000 })).flatMap(({ seen }) =>
      // The last may be cut off.
      seen
        .split('. ')
        .slice(0, -1)
        .map((sentence) => sentence.length + 2),
    );
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    assert.ok(Math.abs(Math.exp(nats / mean) - 1.42) < 0.01);
  });

  it('ask for the next character at every place', async () => {
    for (const { seen, asked } of await read(characters)) assert.equal(asked.slice(0, -1), seen.slice(1));
  });
});

/** How many of a source's samples have the question of another; twins are what the source says of it. */
async function repeated(source: Source, samples: number, params: object) {
  const { dataset, twins } = await drawn(source, samples, 1, params);
  const [length] = dataset.inputShape as [number];
  const tokens = dataset.read(Uint32Array.from({ length: samples }, (_, index) => index)) as Int32Array;
  const inputs = Array.from({ length: samples }, (_, index) =>
    tokens.slice(index * length, (index + 1) * length).join(),
  );
  return { twins, inputs, repeats: samples - new Set(inputs).size };
}

describe('questions', () => {
  it('are not drawn twice while there are others', async () => {
    for (const [source, samples, params] of [
      [addition, 6000, { digits: 2 }],
      [addition, 90, { digits: 1 }],
      [reversal, 6000, { length: 4 }],
      [dates, 6000, {}],
    ] as const) {
      const { repeats, twins } = await repeated(source, samples, params);
      assert.deepEqual([repeats, twins], [0, undefined], source.id);
    }
  });

  it('that are equal are twins to the splits, where there are no others', async () => {
    const { inputs, twins, repeats } = await repeated(addition, 500, { digits: 1 });
    assert.equal(repeats, 400);
    assert.equal(new Set(twins).size, 100);
    assert.equal(new Set(inputs.map((input, at) => `${input} ${twins![at]}`)).size, 100);
  });
});

describe('pairs', () => {
  it('reversal asks for the letters from behind, of words of every length', async () => {
    const pairs = (await read(reversal, { length: 5 })).map(pairOf);
    for (const { question, answer } of pairs) assert.equal(answer, Array.from(question).reverse().join(''));
    assert.deepEqual(new Set(pairs.map(({ question }) => question.length)), new Set([1, 2, 3, 4, 5]));
  });

  it('addition asks for the sum', async () => {
    for (const digits of [1, 3, 9]) {
      const pairs = (await read(addition, { digits })).map(pairOf);
      for (const { question, answer } of pairs) {
        const [a, b] = question.split('+').map(Number) as [number, number];
        assert.equal(Number(answer), a + b);
      }
      assert.ok(new Set(pairs.map(({ question }) => question.length)).size > digits - 1);
    }
  });

  it('dates asks for the day that Date reads in what people write', async () => {
    const pairs = (await read(dates)).map(pairOf);
    const numeric = pairs.filter(({ question }) => question.includes('.'));
    for (const { question, answer } of pairs) {
      const [day, month, year] = question.split('.').map(Number) as [number, number, number];
      const date = question.includes('.') ? Date.UTC(year, month - 1, day) : Date.parse(`${question} UTC`);
      assert.equal(answer, new Date(date).toISOString().slice(0, 10));
    }
    assert.ok(numeric.length > COUNT / 10 && numeric.length < COUNT / 3);
  });
});
