import { MAX_TEXT } from '../syntax/parse';

/** Why something of so many is left out; follows its name. */
export const tooLarge = (size: number, unit: 'bytes' | 'characters', most: number): string =>
  `is left out: its ${grouped(size)} ${unit} are more than the ${grouped(most)} that are read; split it, or keep data and outputs out of it`;

const grouped = (count: number): string => count.toLocaleString('en-US');

/** Why a text is not analysed; undefined where it is. */
export const tooLong = ({ length }: string): string | undefined =>
  length > MAX_TEXT ? tooLarge(length, 'characters', MAX_TEXT) : undefined;
