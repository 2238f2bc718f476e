/** The files of a tar archive (POSIX ustar) that are asked for by name; whatever else it holds is passed over. */
import { open, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { renamePatiently, TEMPORARY } from '../../storage/atomic';
import { chunksOf, corrupt } from '../formats/file';

const BLOCK = 512;

/** Where a header has its name, size and type. */
const [NAME, SIZE, TYPE] = [[0, 100], [124, 136], 156] as const;

const REGULAR = new Set(['0', '\0']);

/** Of one file; what is wanted is smaller. */
const MAX_BYTES = 2 ** 28;

const AGAIN = 'download it again';

interface Entry {
  name: string;
  bytes: number;
  isRegular: boolean;
}

function entryOf(header: Buffer, archive: string): Entry | null {
  if (header.every((byte) => byte === 0)) return null;
  const text = ([from, to]: readonly [number, number]) => header.toString('latin1', from, to).split('\0')[0]!.trim();
  const bytes = Number.parseInt(text(SIZE), 8);
  if (!Number.isInteger(bytes) || bytes < 0) throw corrupt(archive, 'its headers are damaged', AGAIN);
  return { name: text(NAME), bytes, isRegular: REGULAR.has(String.fromCharCode(header[TYPE]!)) };
}

/** Takes a stream apart into pieces of the length that is wanted next. */
class Pieces {
  private held: Buffer = Buffer.alloc(0);

  constructor(
    private readonly chunks: AsyncIterator<Buffer>,
    private readonly archive: string,
  ) {}

  /** At least one byte, at most `most`. @throws Problem where the archive ends before */
  async next(most: number): Promise<Buffer> {
    if (this.held.length === 0) {
      const chunk = await this.chunks.next();
      if (chunk.done) throw corrupt(this.archive, 'ends inside a file', AGAIN);
      this.held = chunk.value;
      return this.next(most);
    }
    const piece = this.held.subarray(0, most);
    this.held = this.held.subarray(piece.length);
    return piece;
  }

  async block(): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = BLOCK; left > 0; left -= parts.at(-1)!.length) parts.push(await this.next(left));
    return Buffer.concat(parts);
  }

  /** Passes `bytes` to `take`. */
  async each(bytes: number, take: (piece: Buffer) => Promise<unknown>): Promise<void> {
    for (let left = bytes; left > 0;) {
      const piece = await this.next(left);
      left -= piece.length;
      await take(piece);
    }
  }
}

const nothing = () => Promise.resolve();

/**
 * Writes the wanted files into the folder, whatever folder the archive has them in.
 * @param archive gzipped or not
 * @throws Problem naming the archive where it is damaged or lacks a file
 */
export async function unpack(archive: string, wanted: readonly string[], folder: string): Promise<void> {
  const missing = new Set(wanted);
  const chunks = chunksOf(archive);
  const pieces = new Pieces(chunks, archive);
  try {
    while (missing.size > 0) {
      const entry = entryOf(await pieces.block(), archive);
      if (!entry) break;
      const name = basename(entry.name);
      const isWanted = entry.isRegular && missing.delete(name);
      if (isWanted && entry.bytes > MAX_BYTES) throw corrupt(archive, `${name} has ${entry.bytes} bytes`, AGAIN);
      if (isWanted) await write(pieces, entry.bytes, folder, name);
      else await pieces.each(entry.bytes, nothing);
      await pieces.each((BLOCK - (entry.bytes % BLOCK)) % BLOCK, nothing);
    }
  } finally {
    await chunks.return(undefined);
  }
  if (missing.size > 0) throw corrupt(archive, `has no ${[...missing].join(', ')}`, AGAIN);
}

async function write(pieces: Pieces, bytes: number, folder: string, name: string): Promise<void> {
  const temporary = join(folder, `${TEMPORARY}${name}`);
  const handle: FileHandle = await open(temporary, 'w');
  try {
    await pieces.each(bytes, (piece) => handle.writeFile(piece));
    await handle.sync();
  } finally {
    await handle.close();
  }
  renamePatiently(temporary, join(folder, name));
}
