import assert from 'node:assert/strict';
import { temporaryFolder } from '../testing/folder';
import { load } from '../testing/load';
import { source } from './text';
import type { Dataset } from '../samples';

describe('texts', () => {
  const folder = temporaryFolder();

  /** Inputs and targets as texts. */
  async function samples(part: Dataset, names: readonly string[]): Promise<[string, string][]> {
    const [context] = part.inputShape as [number];
    const inputs = await part.read(Uint32Array.from({ length: part.count }, (_, index) => index));
    const texts = (values: ArrayLike<number>, at: number) =>
      Array.from({ length: context }, (_, step) => names[values[at * context + step]!]!).join('');
    return Array.from({ length: part.count }, (_, at) => [texts(inputs, at), texts(part.targets.values, at)]);
  }

  it('are cut into stretches that share nothing: each token, and the one that follows it', async () => {
    const path = folder.write('t.txt', 'abcdefghijklmnopqrstuvwx');
    const data = await load(source, { path, params: { context: 3 }, test: 0.5, validation: 0 });
    assert.deepEqual(await samples(data.dataset, data.names!), [['abc', 'bcd'], ['efg', 'fgh'], ['ijk', 'jkl']]); // prettier-ignore
    assert.deepEqual([data.test?.count, data.vocabulary, data.names!.length], [3, 13, 13]);
    assert.deepEqual(data.target, { kind: 'classes', classes: 13, shape: [3] });
    assert.ok([...data.test!.targets.values].every((token) => token === 0));
  });

  it('teach their vocabulary by the training part, which comes first, then validation, then the test', async () => {
    const path = folder.write('t.txt', `${'ab'.repeat(40)}${'c'.repeat(10)}${'d'.repeat(10)}`);
    const data = await load(source, { path, params: { context: 4 }, test: 0.1, validation: 0.1 });
    assert.deepEqual(data.names, ['<unknown>', 'a', 'b', 'c']);
    const strict = await load(source, { path, params: { context: 4 }, test: 0.1, validation: 0.2 });
    assert.deepEqual(strict.names, ['<unknown>', 'a', 'b']);
    assert.deepEqual(await samples(strict.validation!, ['?', 'a', 'b']), [
      ['abab', 'baba'],
      ['bab?', 'ab??'],
      ['????', '????'],
    ]);
  });

  it('of words know the most frequent ones', async () => {
    const path = folder.write('t.txt', "The cat's hat, the hat: don't!\nthe end-game 😀");
    const settings = { path, test: 0, validation: 0 };
    const data = await load(source, { ...settings, params: { level: 'words', context: 1 } });
    assert.deepEqual(data.names!.slice(1, 3), ['hat', 'the']);
    assert.deepEqual(
      new Set(data.names),
      new Set(['<unknown>', 'The', "cat's", 'hat', ',', 'the', ':', "don't", '!', '\n', 'end-game', '😀']),
    );
    const few = await load(source, { ...settings, params: { level: 'words', context: 1, vocabulary: 3 } });
    assert.deepEqual(few.names, ['<unknown>', 'hat', 'the']);
    assert.equal(data.test, null);
  });

  it('read the same in one file as in many chunks: no character and no word is cut', async () => {
    const words = Array.from({ length: 120_000 }, (_, index) => ['größer', 'naïve', '😀😀', 'x'][(index * 7) % 4]!);
    const path = folder.write('t.txt', words.join(' '));
    for (const [level, names] of [
      ['words', ['<unknown>', 'größer', 'naïve', 'x', '😀']],
      ['characters', ['<unknown>', ...new Set(' größernaïve😀x')]],
    ] as const) {
      const data = await load(source, { path, params: { level, context: 2 } });
      assert.deepEqual(new Set(data.names), new Set(names));
    }
  });

  it('are read whatever their bytes are, and folders by the names of their texts', async () => {
    const bytes = Buffer.concat([Buffer.from('ab'), Buffer.from([0xff]), Buffer.from('cd')]);
    const broken = await load(source, {
      path: folder.write('b.txt', bytes),
      params: { context: 1 },
      test: 0,
      validation: 0,
    });
    assert.deepEqual(new Set(broken.names), new Set(['<unknown>', 'a', 'b', '\uFFFD', 'c', 'd']));
    folder.write('a.txt', 'xyz');
    folder.write('c.dat', 'no text');
    const all = await load(source, { path: folder.path, params: { context: 8 }, test: 0, validation: 0 });
    assert.deepEqual(await samples(all.dataset, all.names!), [['xyz\nab\uFFFDc', 'yz\nab\uFFFDcd']]);
  });

  it('refuse what there is nothing to learn from', async () => {
    const short = load(source, { path: folder.write('t.txt', 'short') });
    await assert.rejects(short, /t\.txt has 5 tokens for training, too few for a context of 64/);
    await assert.rejects(load(source, { path: '/dev/zero' }), /not a regular file/);
    await assert.rejects(load(source, {}), /set data\.path/);
    await assert.rejects(load(source, { path: `${folder.path}/none` }), /ENOENT/);
  });
});
