/**
 * The IDX format (LeCun's MNIST page): magic 00 00 type rank, one big-endian uint32 for each dimension, then the values.
 * The header is checked before memory is taken; what is read is bounded by what it declares.
 */
import { createHash } from 'node:crypto';
import { chunksOf, corrupt as corruptData } from './file';

export interface IdxArray {
  shape: number[];
  values: Uint8Array;
  /** SHA-256 of the file, unpacked. */
  hash: string;
}

const UNSIGNED_BYTE = 0x08;

/** A gibibyte holds MNIST twenty times over; more would not fit beside the training in a laptop's memory. */
const MAX_VALUES = 2 ** 30;

const corrupt = (file: string, cause: string) =>
  corruptData(file, cause, 'download it again or point data.path at another folder');

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
 * Reads an IDX file of unsigned bytes, gzipped or not.
 * @param rank how many dimensions it must have: 3 for images, 1 for labels
 * @throws Problem if the file is unreadable, corrupt, truncated or of another type or rank
 */
export async function readIdx(file: string, rank: number): Promise<IdxArray> {
  const reader = new Reader(file, rank);
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(file)) {
    hash.update(chunk);
    reader.add(chunk);
  }
  return reader.finish(hash.digest('hex'));
}
