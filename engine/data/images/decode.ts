/** Files of pictures. */
import { causeOf, Problem } from '../../process/problem';
import { decodeJpeg } from './jpeg';
import { BadPicture, type Picture } from './picture';
import { decodePng, PNG_SIGNATURE } from './png';

const formats: { signature: Uint8Array; decode: (bytes: Buffer) => Picture }[] = [
  { signature: PNG_SIGNATURE, decode: decodePng },
  { signature: Uint8Array.of(0xff, 0xd8, 0xff), decode: decodeJpeg },
];

/**
 * By what the bytes are, not by the name.
 * @throws Problem `corrupt-data` naming the file and what is wrong with it
 */
export function decodePicture(bytes: Buffer, file: string): Picture {
  const format = formats.find(({ signature }) => bytes.subarray(0, signature.length).equals(signature));
  try {
    if (!format) throw new BadPicture('is neither PNG nor JPEG');
    return format.decode(bytes);
  } catch (error) {
    const clause = error instanceof BadPicture ? error.message : `cannot be decoded (${causeOf(error)})`;
    throw new Problem('corrupt-data', `${file} ${clause}; replace or remove it`, 'run');
  }
}
