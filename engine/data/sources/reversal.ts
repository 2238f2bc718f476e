import * as v from 'valibot';
import { generator, wholeParameter } from '../generators/generator';
import { pairsData } from '../generators/pairs';
import { reversal } from '../generators/reversal';

export const source = generator({
  id: 'reversal',
  title: 'Words to write backwards',
  version: 2,
  parameters: v.strictObject({ length: wholeParameter([1, 64], 8, 'Letters of the longest word.') }),
  draw: (count, seed, parameters) => pairsData(count, seed, reversal(parameters)),
});
