/** PNG (W3C, third edition), by fast-png: what could make it take memory is looked at first. */
import { decode, type DecodedPng } from 'fast-png';
import { inflateSync } from 'node:zlib';
import { BadPicture, checkSides, type Picture } from './picture';

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Without the others: some hold compressed text and profiles of any size. */
const NEEDED = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);

/** Length, type and checksum of a chunk, beside its data. */
const FRAME = 12;

interface Chunk {
  type: string;
  data: Buffer;
  /** With its frame. */
  whole: Buffer;
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = PNG_SIGNATURE.length; chunks.at(-1)?.type !== 'IEND';) {
    const length = at + FRAME <= bytes.length ? bytes.readUInt32BE(at) : Infinity;
    if (at + FRAME + length > bytes.length) throw new BadPicture('is truncated: it ends inside a chunk');
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + FRAME + length;
    if (NEEDED.has(type)) chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
    at = end;
  }
  return chunks;
}

interface Header {
  width: number;
  height: number;
  /** Of a sample. */
  depth: number;
  /** Samples of a pixel: grey 1, palette 1, grey and alpha 2, colours 3, colours and alpha 4. */
  samples: number;
  isInterlaced: boolean;
}

const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function headerOf([first]: Chunk[]): Header {
  const { type, data } = first!;
  if (type !== 'IHDR' || data.length !== 13) throw new BadPicture('does not begin with a PNG header');
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  const [depth, colours, , , interlace] = data.subarray(8) as unknown as [number, number, number, number, number];
  const samples = SAMPLES[colours];
  if (samples === undefined) throw new BadPicture(`has colours of an unknown kind (${colours})`);
  checkSides(height, width);
  if (interlace !== 0 && depth < 8) throw new BadPicture('is interlaced with less than 8 bits a sample: save it anew');
  return { width, height, depth, samples, isInterlaced: interlace !== 0 };
}

/** The seven passes of Adam7: first column and row, and the steps between them. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Bytes of all lines, each with the number of its filter. */
function lineBytes({ width, height, depth, samples, isInterlaced }: Header): number {
  const passes = isInterlaced ? PASSES : [[0, 0, 1, 1] as const];
  return passes.reduce((sum, [left, top, right, down]) => {
    const [columns, rows] = [Math.ceil((width - left) / right), Math.ceil((height - top) / down)];
    return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * depth * samples) / 8)) : sum;
  }, 0);
}

/** Unpacked once into bounded memory, since a kilobyte can unpack into a megabyte. */
function checkLines(chunks: Chunk[], wanted: number): void {
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  let length: number;
  try {
    length = inflateSync(packed, { maxOutputLength: wanted + 1 }).length;
  } catch (error) {
    const isLong = error instanceof RangeError;
    throw new BadPicture(isLong ? 'goes on after its last pixel' : 'has damaged compressed data');
  }
  if (length !== wanted) throw new BadPicture(`holds ${length} bytes of pixels where ${wanted} are needed`);
}

/** @throws BadPicture or what fast-png throws: a checksum that is wrong, with the chunk's name */
export function decodePng(bytes: Buffer): Picture {
  const chunks = chunksOf(bytes);
  const header = headerOf(chunks);
  checkLines(chunks, lineBytes(header));
  const png = decode(Buffer.concat([PNG_SIGNATURE, ...chunks.map(({ whole }) => whole)]), { checkCrc: true });
  return png.palette ? coloured(png, png.palette) : opaque(png, header);
}

/** Samples of less than 8 bits, one a byte; lines begin at whole bytes. */
function unpacked({ data, width, height, depth }: DecodedPng): Uint8Array {
  if (depth >= 8) return data as Uint8Array;
  const values = new Uint8Array(width * height);
  const line = Math.ceil((width * depth) / 8);
  for (let at = 0; at < values.length; at++) {
    const [row, bit] = [Math.floor(at / width), (at % width) * depth];
    const shift = 8 - depth - (bit % 8);
    values[at] = (data[row * line + Math.floor(bit / 8)]! >> shift) & (2 ** depth - 1);
  }
  return values;
}

function coloured(png: DecodedPng, palette: number[][]): Picture {
  const values = new Uint8Array(png.width * png.height * 3);
  unpacked(png).forEach((index, at) => {
    const colour = palette[index];
    if (!colour) throw new BadPicture(`has a pixel of colour ${index} in a palette of ${palette.length}`);
    values.set(colour.slice(0, 3), 3 * at);
  });
  return { height: png.height, width: png.width, channels: 3, values };
}

/** Without transparency, and 0 … 255. */
function opaque(png: DecodedPng, { samples }: Header): Picture {
  const { height, width, depth } = png;
  const channels = samples < 3 ? 1 : 3;
  const data = unpacked(png);
  const white = 2 ** depth - 1;
  const values = new Uint8Array(height * width * channels);
  for (let at = 0; at < values.length; at++) {
    const value = data[Math.floor(at / channels) * samples + (at % channels)]!;
    values[at] = depth === 8 ? value : Math.round((value * 255) / white);
  }
  return { height, width, channels, values };
}
