/** Numbers as files of weights hold them, little-endian, brought to the two types that the engine computes with. */
import { Problem } from '../process/problem';
import type { StoredTensor } from './tensors';

interface Format {
  /** Bytes an element. */
  size: number;
  dtype: StoredTensor['dtype'];
  read: (view: DataView, at: number) => number;
}

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

const word = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function fromBfloat16(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}

const int = (size: number, read: Format['read']): Format => ({ size, dtype: 'int32', read });
const float = (size: number, read: Format['read']): Format => ({ size, dtype: 'float32', read });

/** By the names that safetensors gives them. */
const formats = {
  F64: float(8, (view, at) => view.getFloat64(at, true)),
  F32: float(4, (view, at) => view.getFloat32(at, true)),
  F16: float(2, (view, at) => fromFloat16(view.getUint16(at, true))),
  BF16: float(2, (view, at) => fromBfloat16(view.getUint16(at, true))),
  I64: int(8, (view, at) => Number(view.getBigInt64(at, true))),
  I32: int(4, (view, at) => view.getInt32(at, true)),
  I16: int(2, (view, at) => view.getInt16(at, true)),
  U16: int(2, (view, at) => view.getUint16(at, true)),
  I8: int(1, (view, at) => view.getInt8(at)),
  U8: int(1, (view, at) => view.getUint8(at)),
  BOOL: int(1, (view, at) => Number(view.getUint8(at) !== 0)),
} satisfies Record<string, Format>;

export type ElementFormat = keyof typeof formats;

export const elementFormats = Object.keys(formats) as ElementFormat[];

export const sizeOfElement = (format: ElementFormat): number => formats[format].size;

/** Elements that a shape has; exact, whatever a file claims. */
export const countOf = (shape: readonly number[]): bigint =>
  shape.reduce((product, extent) => product * BigInt(extent), 1n);

const unfit = (tensor: string, value: number, dtype: string) =>
  new Problem('unfit-number', `${tensor} holds ${value}, which no ${dtype} can; scale or convert it first`);

/**
 * A tensor's elements as float32 or int32.
 * @param bytes as many as there are elements, times their size
 * @param tensor how to call it in a message
 * @throws Problem `unfit-number` where a number is too large for the narrower type
 */
export function readElements(
  format: ElementFormat,
  bytes: Uint8Array,
  tensor: string,
): Pick<StoredTensor, 'dtype' | 'values'> {
  const { size, dtype, read } = formats[format];
  const copy = Uint8Array.from(bytes).buffer;
  if (format === 'F32') return { dtype, values: new Float32Array(copy) };
  if (format === 'I32') return { dtype, values: new Int32Array(copy) };
  const count = bytes.length / size;
  const values = dtype === 'float32' ? new Float32Array(count) : new Int32Array(count);
  const view = new DataView(copy);
  for (let index = 0; index < count; index++) {
    const value = read(view, index * size);
    values[index] = value;
    const isKept =
      dtype === 'int32' ? values[index] === value : Number.isFinite(values[index]) === Number.isFinite(value);
    if (!isKept) throw unfit(tensor, value, dtype);
  }
  return { dtype, values };
}
