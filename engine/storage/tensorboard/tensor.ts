/**
 * A tensor that holds one number, as TensorFlow 2 and Keras log scalars.
 * Source: tensorflow/core/framework/{tensor,types}.proto
 */
import type { ProtobufField } from '../protobuf';

interface NumberType {
  bytes: number;
  read(content: Buffer): number;
}

/** bfloat16 is the upper half of a float32. */
function fromBfloat16(bits: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(bits, 2);
  return bytes.readFloatLE();
}

/** IEEE 754 binary16: 1 bit of sign, 5 of exponent (bias 15), 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -14 : (1 + fraction) * 2 ** (exponent - 15));
}

/** DataType's numbers → how content of that type is read. */
const types: Partial<Record<number, NumberType>> = {
  1: { bytes: 4, read: (content) => content.readFloatLE() },
  2: { bytes: 8, read: (content) => content.readDoubleLE() },
  3: { bytes: 4, read: (content) => content.readInt32LE() },
  4: { bytes: 1, read: (content) => content.readUInt8() },
  5: { bytes: 2, read: (content) => content.readInt16LE() },
  6: { bytes: 1, read: (content) => content.readInt8() },
  9: { bytes: 8, read: (content) => Number(content.readBigInt64LE()) },
  10: { bytes: 1, read: (content) => content.readUInt8() },
  14: { bytes: 2, read: (content) => fromBfloat16(content.readUInt16LE()) },
  17: { bytes: 2, read: (content) => content.readUInt16LE() },
  19: { bytes: 2, read: (content) => fromHalf(content.readUInt16LE()) },
  22: { bytes: 4, read: (content) => content.readUInt32LE() },
  23: { bytes: 8, read: (content) => Number(content.readBigUInt64LE()) },
};

const FLOAT = 1;
const DOUBLE = 2;
const BFLOAT16 = 14;
const HALF = 19;

/** What the fields of a tensor say; of a list of values the first. */
interface Parts {
  type: number;
  isScalar: boolean;
  content: Buffer;
  value: number | undefined;
}

/** Every dimension is 1; none at all is the ordinary case. */
const holdsOne = (shape: ProtobufField): boolean =>
  [...shape.fields()].every((field) => field.number !== 2 || sizeOf(field) === 1);

const sizeOf = (dimension: ProtobufField): number =>
  [...dimension.fields()].find(({ number }) => number === 1)?.integer ?? 0;

/** The first of a list of float or double numbers, which is packed or comes one a field. */
const firstOf = ({ packed }: ProtobufField, type: NumberType): number | undefined =>
  packed.length >= type.bytes ? type.read(packed) : undefined;

function firstInteger(field: ProtobufField): number | undefined {
  for (const value of field.integers()) return value;
  return undefined;
}

/** float16 and bfloat16 keep their bits in a list of their own. */
function fromBits(bits: number | undefined, type: number): number | undefined {
  if (bits === undefined) return undefined;
  if (type === HALF) return fromHalf(bits);
  return type === BFLOAT16 ? fromBfloat16(bits & 0xffff) : undefined;
}

/** Numbers of the fields that list values → the first value. */
const listed: Partial<Record<number, (field: ProtobufField, type: number) => number | undefined>> = {
  5: (field) => firstOf(field, types[FLOAT]!),
  6: (field) => firstOf(field, types[DOUBLE]!),
  7: firstInteger,
  10: firstInteger,
  11: firstInteger,
  13: (field, type) => fromBits(firstInteger(field), type),
  16: firstInteger,
  17: firstInteger,
};

function partsOf(tensor: ProtobufField): Parts {
  const parts: Parts = { type: 0, isScalar: true, content: Buffer.alloc(0), value: undefined };
  for (const field of tensor.fields()) {
    if (field.number === 1) parts.type = field.integer;
    else if (field.number === 2) parts.isScalar = holdsOne(field);
    else if (field.number === 4) parts.content = field.bytes;
    else parts.value ??= listed[field.number]?.(field, parts.type);
  }
  return parts;
}

/**
 * The number that a tensor holds; undefined where it is none: more than one element, or text.
 * @throws Problem `damaged-protobuf`
 */
export function scalarOf(tensor: ProtobufField): number | undefined {
  const { type: number, isScalar, content, value } = partsOf(tensor);
  const type = types[number];
  if (!type || !isScalar) return undefined;
  if (content.length === 0) return value;
  return content.length === type.bytes ? type.read(content) : undefined;
}
