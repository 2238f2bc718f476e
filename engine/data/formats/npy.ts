/**
 * NumPy's .npy format (numpy.lib.format): magic, version, a header that is the literal of a Python dict, then the array.
 * The header is read by a pattern and checked against the bytes there are before memory is taken; nothing is evaluated,
 * and arrays of Python objects, whose values are pickled code, are refused.
 */
import { Problem } from '../../process/problem';
import { sizeOf } from '../samples';
import { corrupt } from './file';
import { half } from './half';

export interface NpyHeader {
  shape: number[];
  type: ElementType;
  isLittleEndian: boolean;
  /** Column-major: the first axis varies fastest. */
  isFortran: boolean;
  /** Where the array begins. */
  offset: number;
}

export type ElementType = keyof typeof elements;

interface Element {
  bytes: number;
  isInteger: boolean;
  read: (view: DataView, at: number, little: boolean) => number;
}

const element = (bytes: number, isInteger: boolean, read: Element['read']): Element => ({ bytes, isInteger, read });

/** By NumPy's code: kind and bytes. int64 beyond 2⁵³ loses its last digits. */
const elements = {
  b1: element(1, true, (view, at) => Number(view.getUint8(at) !== 0)),
  u1: element(1, true, (view, at) => view.getUint8(at)),
  i1: element(1, true, (view, at) => view.getInt8(at)),
  u2: element(2, true, (view, at, little) => view.getUint16(at, little)),
  i2: element(2, true, (view, at, little) => view.getInt16(at, little)),
  u4: element(4, true, (view, at, little) => view.getUint32(at, little)),
  i4: element(4, true, (view, at, little) => view.getInt32(at, little)),
  i8: element(8, true, (view, at, little) => Number(view.getBigInt64(at, little))),
  u8: element(8, true, (view, at, little) => Number(view.getBigUint64(at, little))),
  f2: element(2, false, (view, at, little) => half(view.getUint16(at, little))),
  f4: element(4, false, (view, at, little) => view.getFloat32(at, little)),
  f8: element(8, false, (view, at, little) => view.getFloat64(at, little)),
};

export const elementOf = (type: ElementType): Element => elements[type];

const isElementType = (code: string): code is ElementType => Object.hasOwn(elements, code);

/** "\x93NUMPY", two bytes of version, two or four of the header's length. */
const MAGIC = Buffer.from('\x93NUMPY', 'latin1');
const FIXED = 12;

/** NumPy writes some hundred bytes, and reads no more than this either. */
const MAX_HEADER = 10_000;

/** Where the array begins, at the latest: what is read of a file to see its header. */
export const MAX_PREFIX = FIXED + MAX_HEADER;

const DICT =
  /^\s*\{\s*'descr':\s*(?<descr>'[^']*'|\[[^]*\]),\s*'fortran_order':\s*(?<fortran>True|False),\s*'shape':\s*\((?<shape>[\d,\s]*)\),?\s*\}\s*$/;

const SAVE_AGAIN = 'save it again with numpy.save';

const pickled = (file: string) =>
  new Problem(
    'unsafe-data',
    `${file} holds Python objects, which are pickled code and are never loaded; save numbers: np.save(file, array.astype('float32'))`,
  );

/**
 * Reads a header, and checks it.
 * @param beginning the file's first MAX_HEADER + 12 bytes, or all of them
 * @param size bytes of the file
 * @throws Problem `corrupt-data`, `unsafe-data`, or `unsupported-data` for other types of numbers
 */
export function readHeader(beginning: Buffer, size: number, file: string): NpyHeader {
  const { text, offset } = headerText(beginning, file);
  const fields = DICT.exec(text)?.groups;
  if (!fields) throw corrupt(file, 'its header is not one that NumPy writes', SAVE_AGAIN);
  const { type, isLittleEndian } = typeOf(fields.descr!, file);
  const shape = (fields.shape!.match(/\d+/g) ?? []).map(Number);
  const declared = sizeOf(shape) * elements[type].bytes;
  if (declared !== size - offset) {
    const cause = `its header declares ${shape.join(' × ') || 'one'} values of ${type}, ${declared} bytes, where ${size - offset} follow`;
    throw corrupt(file, cause, SAVE_AGAIN);
  }
  return { shape, type, isLittleEndian, isFortran: fields.fortran === 'True', offset };
}

function headerText(bytes: Buffer, file: string): { text: string; offset: number } {
  if (bytes.length < FIXED || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    const isPickle = bytes[0] === 0x80 && bytes[1]! <= 5;
    throw isPickle
      ? pickled(file)
      : corrupt(file, 'is not a .npy file', 'choose another file, or save it with numpy.save');
  }
  const isShort = bytes[MAGIC.length] === 1;
  const length = isShort ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  const start = isShort ? 10 : FIXED;
  if (length > MAX_HEADER)
    throw corrupt(file, `its header is ${length} bytes long, more than any of NumPy's`, SAVE_AGAIN);
  if (start + length > bytes.length) throw corrupt(file, 'ends inside its header', SAVE_AGAIN);
  return { text: bytes.toString('latin1', start, start + length), offset: start + length };
}

function typeOf(descr: string, file: string): { type: ElementType; isLittleEndian: boolean } {
  const [, order, code] = /^'([<>|=])?([a-zA-Z]\d*)'$/.exec(descr) ?? [];
  if (code?.startsWith('O') || /'\|?O\d*'/.test(descr)) throw pickled(file);
  if (code === undefined || !isElementType(code)) {
    const cause = `${file} holds values of type ${descr.slice(0, 40)}`;
    throw new Problem('unsupported-data', `${cause}; save numbers: np.save(file, array.astype('float32'))`);
  }
  return { type: code, isLittleEndian: order !== '>' };
}

/**
 * Numbers of an array in the order in which they are stored; bytes stay bytes.
 * @param bytes a whole number of elements
 * @param Values what holds the others
 */
export function decodeElements<T extends Float32Array | Float64Array>(
  bytes: Uint8Array,
  { type, isLittleEndian }: Pick<NpyHeader, 'type' | 'isLittleEndian'>,
  Values: new (length: number) => T,
): T | Uint8Array {
  // A plain view: the slices of a Buffer are no copies.
  if (type === 'u1') return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { bytes: width, read } = elements[type];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Values(bytes.length / width);
  for (let index = 0; index < values.length; index++) values[index] = read(view, index * width, isLittleEndian);
  return values;
}

/** Column-major to row-major. */
export function rowMajor<T extends Uint8Array | Float32Array | Float64Array>(values: T, shape: readonly number[]): T {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
  const place = new Array<number>(shape.length).fill(0);
  let from = 0;
  const advance = () => {
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++place[axis]! < shape[axis]!) return;
      from -= strides[axis]! * shape[axis]!;
      place[axis] = 0;
    }
  };
  return values.map(() => {
    const value = values[from]!;
    advance();
    return value;
  }) as T;
}
