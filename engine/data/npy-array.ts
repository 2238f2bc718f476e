/** The array of a .npy file, as what inputs or targets are made of. */
import type { StoredArray } from './arrays';
import type { DataFile } from './formats/file';
import { MAX_PREFIX, readHeader } from './formats/npy';

/** @throws Problem where the header is not right: nothing else is read yet */
export async function openNpy(file: DataFile): Promise<StoredArray> {
  const beginning = Buffer.alloc(Math.min(file.size, MAX_PREFIX));
  await file.read(beginning, 0);
  const header = readHeader(beginning, file.size, file.path);
  return {
    ...{ name: file.path, header, file },
    async bytes() {
      const bytes = new Uint8Array(file.size - header.offset);
      await file.read(bytes, header.offset);
      return bytes;
    },
  };
}
