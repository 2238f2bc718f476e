/**
 * NumPy's .npz format: a zip with one .npy an array. Arrays are unpacked into memory by the size that the zip declares,
 * which is checked before and after; nothing is ever written, and names are only compared, never used as paths.
 */
import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';
import { causeOf, Problem } from '../../process/problem';
import { corrupt, DataFile, unreadable } from './file';

/** An array's bytes in memory at most: larger ones are read from .npy files by position. */
const MAX_BYTES = 2 ** 31;

/** No data to learn from shrinks so far, once it is large: a bomb does, up to 1032 times. */
const [LARGE, MAX_RATIO] = [2 ** 26, 200];

/** Arrays of one file at most. */
const MAX_ENTRIES = 10_000;

/** A zip's entry that is a symbolic link, in the file mode of Unix (upper half of the external attributes). */
const isLink = ({ externalFileAttributes }: yauzl.Entry): boolean =>
  ((externalFileAttributes >>> 16) & 0xf000) === 0xa000;

const NEXT = 'save it again with numpy.savez';

const tooLarge = (file: string, name: string, bytes: number) =>
  new Problem(
    'too-large-data',
    `${file}: the array "${name}" takes ${bytes} bytes, more than memory should hold; save it with numpy.save as a .npy file, which is read by position`,
  );

/** The arrays of an archive by name, without ".npy"; each is unpacked when it is asked for. */
export class Npz {
  private constructor(
    readonly path: string,
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  /** @throws Problem where it is no zip, or one with entries that no savez writes */
  static async open(path: string): Promise<Npz> {
    (await DataFile.open(path)).close();
    const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: true }).catch((error: unknown) => {
      throw corrupt(path, `is no zip file (${causeOf(error)})`, NEXT);
    });
    try {
      return new Npz(path, zip, await entriesOf(zip, path));
    } catch (error) {
      zip.close();
      throw error instanceof Problem ? error : corrupt(path, causeOf(error), NEXT);
    }
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /** The bytes of the array's .npy file. @throws Problem where it is too large, or not what the zip declares */
  async read(name: string): Promise<Buffer> {
    const entry = this.entries.get(name)!;
    const { uncompressedSize, compressedSize } = entry;
    if (uncompressedSize > MAX_BYTES) throw tooLarge(this.path, name, uncompressedSize);
    if (uncompressedSize > LARGE && uncompressedSize > compressedSize * MAX_RATIO) {
      throw corrupt(this.path, `the array "${name}" unpacks ${MAX_RATIO} times and more: a zip bomb`, NEXT);
    }
    const bytes = Buffer.alloc(uncompressedSize);
    try {
      await this.fill(bytes, entry);
    } catch (error) {
      throw corrupt(this.path, `the array "${name}" is damaged (${causeOf(error)})`, NEXT);
    }
    return bytes;
  }

  close(): void {
    this.zip.close();
  }

  /** The stream fails as soon as it gives more, or ends with less, than the zip declares. */
  private async fill(bytes: Buffer, entry: yauzl.Entry): Promise<void> {
    const stream: AsyncIterable<Buffer> = await this.zip.openReadStreamPromise(entry);
    let filled = 0;
    for await (const chunk of stream) filled += chunk.copy(bytes, filled);
    if (crc32(bytes) !== entry.crc32) throw new Error('its checksum is wrong');
  }
}

async function entriesOf(zip: yauzl.ZipFile, path: string): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>();
  if (zip.entryCount > MAX_ENTRIES) throw corrupt(path, `has more than ${MAX_ENTRIES} entries`, NEXT);
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry;
    const name = fileName.replace(/\.npy$/, '');
    const refuse = (cause: string) => unreadable(path, `its entry "${fileName}" ${cause}`);
    if (isLink(entry)) throw refuse('is a link');
    if (entry.isEncrypted()) throw refuse('is encrypted');
    if (entries.has(name)) throw refuse('is there twice');
    if (fileName.endsWith('.npy')) entries.set(name, entry);
  }
  return entries;
}
