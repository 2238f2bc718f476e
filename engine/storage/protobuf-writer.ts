/**
 * Protobuf's wire format, written by tables of fields.
 * Source: https://protobuf.dev/programming-guides/encoding/
 */

export type Kind = 'int' | 'float' | 'double' | 'text' | 'bytes' | Fields;
/** A message: field name → [field number, kind]. */
export type Fields = Readonly<Record<string, readonly [number, Kind]>>;
type Scalar = number | string | Uint8Array;
/** Values by field name; a list is a repeated field. */
export interface Message {
  readonly [field: string]: Scalar | Message | readonly (Scalar | Message)[];
}

/** The bytes of a message, its fields in the order in which it names them. */
export function encode(fields: Fields, message: Message): Buffer {
  const parts: Uint8Array[] = [];
  for (const [field, content] of Object.entries(message)) {
    const [number, kind] = fields[field]!;
    const items = Array.isArray(content) ? (content as readonly (Scalar | Message)[]) : [content as Scalar | Message];
    for (const item of items) parts.push(...encodeField(number, kind, item));
  }
  return Buffer.concat(parts);
}

/** Wire types: 0 is a varint, 1 eight bytes, 2 a length with bytes, 5 four bytes. */
function encodeField(number: number, kind: Kind, item: Scalar | Message): Uint8Array[] {
  if (kind === 'int') return [varint(number << 3), varint(item as number)];
  if (kind === 'float') return [varint((number << 3) | 5), floatBytes(item as number)];
  if (kind === 'double') return [varint((number << 3) | 1), doubleBytes(item as number)];
  const bytes = contentOf(kind, item);
  return [varint((number << 3) | 2), varint(bytes.length), bytes];
}

function contentOf(kind: 'text' | 'bytes' | Fields, item: Scalar | Message): Uint8Array {
  if (kind === 'text') return Buffer.from(item as string);
  return kind === 'bytes' ? (item as Uint8Array) : encode(kind, item as Message);
}

function floatBytes(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function doubleBytes(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

/** Base 128, least significant group first; a negative number is its 64-bit two's complement. */
function varint(value: number): Uint8Array {
  if (value >= 0 && value < 128) return SINGLE[value]!;
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

/** Most numbers are below 128, and one byte: tags, lengths of names, dimensions. */
const SINGLE = Array.from({ length: 128 }, (_, value) => Uint8Array.of(value));
