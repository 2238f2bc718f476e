import * as v from 'valibot';
import { addition } from '../generators/addition';
import { generator, wholeParameter } from '../generators/generator';
import { pairsData } from '../generators/pairs';

export const source = generator({
  id: 'addition',
  title: 'Numbers to add, digit by digit',
  version: 2,
  // More digits than 32 random bits have would not all be random.
  parameters: v.strictObject({ digits: wholeParameter([1, 9], 2, 'Digits of the longest number.') }),
  draw: (count, seed, parameters) => pairsData(count, seed, addition(parameters)),
});
