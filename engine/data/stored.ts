/** Bytes of stored elements as inputs: numbers, or tokens. */
import { endianness } from 'node:os';
import { Problem } from '../process/problem';
import { decodeElements, type NpyHeader } from './formats/npy';
import type { Field } from './samples';

/** What inputs are stored as; plain data, so that another thread can read them too. */
export interface Stored extends Pick<NpyHeader, 'type' | 'isLittleEndian'> {
  /** For messages. */
  name: string;
  /** How many tokens there are; null where the inputs are numbers. */
  vocabulary: number | null;
}

export const IS_LITTLE_ENDIAN = endianness() === 'LE';

/**
 * The inputs that these bytes are, perhaps in the same memory.
 * @param bytes a whole number of elements
 * @throws Problem `unusable-data` where a token is out of range
 */
export function inputsOf(bytes: Uint8Array, stored: Stored): Field['values'] {
  const { type, isLittleEndian, name, vocabulary } = stored;
  if (vocabulary !== null) return tokensOf(decodeElements(bytes, stored, Float64Array), name, vocabulary);
  const isHere = type === 'f4' && isLittleEndian === IS_LITTLE_ENDIAN && bytes.byteOffset % 4 === 0;
  if (isHere) return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return decodeElements(bytes, stored, Float32Array);
}

/** @throws Problem `unusable-data` naming the first number that is no token */
export function tokensOf(values: Float64Array | Uint8Array, name: string, vocabulary: number): Int32Array {
  for (const value of values) {
    if (Number.isInteger(value) && value >= 0 && value < vocabulary) continue;
    const cause = `${name}: a token is ${value}, outside 0…${vocabulary - 1}`;
    throw new Problem('unusable-data', `${cause}; set data.params.vocabulary to how many there are`);
  }
  return Int32Array.from(values);
}
