/** Pictures that tests make by hand, whole and broken. */
import { encode } from 'jpeg-js';
import { crc32, deflateSync } from 'node:zlib';
import { PNG_SIGNATURE } from '../png';

/** A chunk with its frame. */
export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

interface Kind {
  /** Of a sample. */
  depth?: number;
  /** 0 grey, 2 colours, 3 palette, 4 grey and alpha, 6 colours and alpha. */
  colours?: number;
  palette?: number[];
}

export function header(width: number, height: number, { depth = 8, colours = 0 }: Kind = {}): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, colours], 8);
  return chunk('IHDR', data);
}

/** A PNG whose lines are given as bytes, without their filter. */
export function png(width: number, lines: number[][], kind: Kind = {}): Buffer {
  const palette = kind.palette ? [chunk('PLTE', Uint8Array.from(kind.palette))] : [];
  const data = deflateSync(Buffer.from(lines.flatMap((line) => [0, ...line])));
  const parts = [header(width, lines.length, kind), ...palette, chunk('IDAT', data), chunk('IEND', new Uint8Array())];
  return Buffer.concat([PNG_SIGNATURE, ...parts]);
}

/** A JPEG of one colour, or of what `colourOf` says. */
export function jpeg(width: number, height: number, colourOf: (x: number, y: number) => number[]): Buffer {
  const pixels = Array.from({ length: width * height }, (_, at) => [
    ...colourOf(at % width, Math.floor(at / width)),
    255,
  ]);
  return Buffer.from(encode({ width, height, data: Buffer.from(pixels.flat()) }, 95).data);
}

/** The JPEG with an Exif segment that says how the camera was held. */
export function held(picture: Buffer, orientation: number): Buffer {
  const exif = Buffer.alloc(36);
  exif.write('Exif\0\0MM', 0, 'latin1');
  exif.writeUInt16BE(42, 8);
  exif.writeUInt32BE(8, 10);
  exif.writeUInt16BE(1, 14);
  exif.writeUInt16BE(0x0112, 16);
  exif.writeUInt16BE(3, 18);
  exif.writeUInt32BE(1, 20);
  exif.writeUInt16BE(orientation, 24);
  const frame = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([picture.subarray(0, 2), frame, exif, picture.subarray(2)]);
}
