import * as v from 'valibot';
import { characters, drawCharacters } from '../generators/characters';
import { generator, wholeParameter } from '../generators/generator';

export const source = generator({
  id: 'characters',
  title: 'Text of a small grammar, character by character',
  version: 1,
  parameters: v.strictObject({ length: wholeParameter([2, 4096], 48, 'Characters of a sample.') }),
  draw: (count, seed, { length }) => ({
    dataset: drawCharacters(count, seed, { length }),
    vocabulary: characters.length,
    target: { kind: 'classes', classes: characters.length, shape: [length], names: [...characters] },
    names: characters,
  }),
});
