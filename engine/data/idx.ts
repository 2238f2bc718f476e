/**
 * The IDX format (LeCun's MNIST page): magic 00 00 type rank, one big-endian uint32 for each dimension, then the values.
 * The header is checked before memory is taken; what is read is bounded by what it declares.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { createHash } from 'node:crypto';
import { causeOf, Problem } from '../process/problem';

export interface IdxArray {
  shape: number[];
  values: Uint8Array;
  /** SHA-256 of the file as stored. */
  hash: string;
}

const UNSIGNED_BYTE = 0x08;

/** A gibibyte holds MNIST twenty times over; more would not fit beside the training in a laptop's memory. */
const MAX_VALUES = 2 ** 30;

const corrupt = (file: string, cause: string) =>
  new Problem('corrupt-data', `${file}: ${cause}; download it again or point data.path at another folder`);

const unreadable = (file: string, cause: string) =>
  new Problem('unreadable-data', `${file} cannot be read (${cause}); check data.path`);

/** Refuses what is no regular file before it is opened: a pipe or a device would be waited for, or read, for ever. */
async function checkRegular(file: string): Promise<void> {
  const status = await stat(file).catch((error: unknown) => {
    throw unreadable(file, causeOf(error));
  });
  if (!status.isFile()) throw unreadable(file, 'not a regular file');
}

/** The shape that a complete header declares, or undefined while bytes are missing. */
function headerOf(bytes: Buffer, rank: number, file: string): number[] | undefined {
  if (bytes.length >= 4) {
    const [zero, alsoZero, type, dimensions] = bytes;
    if (zero !== 0 || alsoZero !== 0) throw corrupt(file, 'not an IDX file (its first two bytes are not zero)');
    if (type !== UNSIGNED_BYTE) throw corrupt(file, `holds values of type ${type!}, unsigned bytes (8) are expected`);
    if (dimensions !== rank) throw corrupt(file, `has ${dimensions!} dimensions where ${rank} are expected`);
  }
  if (bytes.length < 4 + 4 * rank) return undefined;
  const shape = Array.from({ length: rank }, (_, index) => bytes.readUInt32BE(4 + 4 * index));
  const count = shape.reduce((product, length) => product * length, 1);
  if (count > MAX_VALUES) throw corrupt(file, `its header declares ${shape.join(' × ')} values, too many to hold`);
  return shape;
}

/** Gathers a stream of bytes into the array that its header declares. */
class Reader {
  #head: Buffer = Buffer.alloc(0);
  #shape: number[] | undefined;
  #values = new Uint8Array(0);
  #filled = 0;

  constructor(
    readonly file: string,
    readonly rank: number,
  ) {}

  add(chunk: Buffer): void {
    if (this.#shape) {
      this.#fill(chunk);
      return;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    this.#shape = headerOf(this.#head, this.rank, this.file);
    if (!this.#shape) return;
    this.#values = new Uint8Array(this.#shape.reduce((product, length) => product * length, 1));
    this.#fill(this.#head.subarray(4 + 4 * this.rank));
  }

  #fill(chunk: Buffer): void {
    if (this.#filled + chunk.length > this.#values.length) throw corrupt(this.file, 'goes on after its last value');
    this.#values.set(chunk, this.#filled);
    this.#filled += chunk.length;
  }

  finish(hash: string): IdxArray {
    if (!this.#shape) throw corrupt(this.file, 'ends inside its header');
    if (this.#filled < this.#values.length) {
      throw corrupt(this.file, `is truncated: ${this.#filled} of the ${this.#values.length} values it declares`);
    }
    return { shape: this.#shape, values: this.#values, hash };
  }
}

/**
 * Reads an IDX file of unsigned bytes, compressed by gzip if its name ends in ".gz".
 * @param rank how many dimensions it must have: 3 for images, 1 for labels
 * @throws Problem if the file is unreadable, corrupt, truncated or of another type or rank
 */
export async function readIdx(file: string, rank: number): Promise<IdxArray> {
  await checkRegular(file);
  const reader = new Reader(file, rank);
  const hash = createHash('sha256');
  const stored = createReadStream(file).on('data', (chunk) => hash.update(chunk));
  // A refusal aborts the pipeline, which then reports the abort: the reason is kept here.
  let refusal: Problem | undefined;
  const gather = async (chunks: AsyncIterable<Buffer>) => {
    try {
      for await (const chunk of chunks) reader.add(chunk);
    } catch (error) {
      if (error instanceof Problem) refusal = error;
      throw error;
    }
  };
  try {
    await (file.endsWith('.gz') ? pipeline(stored, createGunzip(), gather) : pipeline(stored, gather));
  } catch (error) {
    if (refusal) throw refusal;
    const zlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    throw zlib ? corrupt(file, `its compressed data is damaged (${causeOf(error)})`) : unreadable(file, causeOf(error));
  }
  return reader.finish(hash.digest('hex'));
}
