/**
 * Reads protobuf's wire format, which ONNX models and TensorBoard's logs are written in, from files that may be hostile:
 * field by field, each checked against the bytes that are there before anything is taken from them.
 * Source: https://protobuf.dev/programming-guides/encoding/
 */
import { Problem } from '../process/problem';

/** Messages within messages: ONNX graphs nest some ten deep; protobuf's own parsers stop here too. */
const MAX_DEPTH = 100;

/** 64 bits, seven a byte. */
const MAX_VARINT = 10;

/** 49 bits: what a number holds exactly, and never negative. */
const SAFE_VARINT = 7;

/** Numbers of fields have 29 bits. */
const MAX_NUMBER = 2 ** 29 - 1;

const kinds = { 0: 'varint', 1: 'fixed64', 2: 'bytes', 5: 'fixed32' } as const;
type Kind = (typeof kinds)[keyof typeof kinds];
const sizes = { fixed64: 8, fixed32: 4 } as const;

const damaged = (object: string, cause: string) =>
  new Problem('damaged-protobuf', `${object} is damaged: ${cause}; use another copy`);

/** What a message says of itself, for its fields. */
interface Origin {
  /** The file, as messages call it. */
  object: string;
  depth: number;
  message: Buffer;
}

/** One field of a message. What it holds is decoded when it is asked for, by who knows the message's schema. */
export class ProtobufField {
  constructor(
    readonly number: number,
    private readonly kind: Kind,
    /** Where in the message its value lies. */
    private readonly from: number,
    private readonly end: number,
    private readonly origin: Origin,
  ) {}

  private get content(): Buffer {
    return this.origin.message.subarray(this.from, this.end);
  }

  /** int32, int64, enum or bool: a negative number is its 64-bit two's complement. */
  get int64(): bigint {
    this.check('varint');
    return BigInt.asIntN(64, varint(this.origin.message, this.from, this.end, this.origin.object).value);
  }

  /** An integer that a number holds exactly. */
  get integer(): number {
    if (this.kind === 'varint' && this.end - this.from <= SAFE_VARINT)
      return smallVarint(this.origin.message, this.from);
    return safe(this.int64, this);
  }

  get float(): number {
    this.check('fixed32');
    return this.origin.message.readFloatLE(this.from);
  }

  get double(): number {
    this.check('fixed64');
    return this.origin.message.readDoubleLE(this.from);
  }

  /** A view, not a copy. */
  get bytes(): Buffer {
    this.check('bytes');
    return this.content;
  }

  /** The bytes of float or double numbers, which are packed into one field or come one a field. */
  get packed(): Buffer {
    return this.kind === 'varint' ? this.bytes : this.content;
  }

  get text(): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes);
    } catch (error) {
      throw error instanceof Problem ? error : this.damaged('is not UTF-8');
    }
  }

  /** The integers of a repeated field, which are packed into one or come one a field. */
  *int64s(): Generator<bigint> {
    if (this.kind !== 'varint') this.check('bytes');
    for (let at = this.from; at < this.end;) {
      const { value, end } = varint(this.origin.message, at, this.end, this.origin.object);
      yield BigInt.asIntN(64, value);
      at = end;
    }
  }

  *integers(): Generator<number> {
    for (const value of this.int64s()) yield safe(value, this);
  }

  /** The fields of the message that this field holds. */
  fields(): Generator<ProtobufField> {
    return protobufFields(this.bytes, this.origin.object, this.origin.depth + 1);
  }

  /** What is wrong with this field, as a problem. */
  damaged(cause: string): Problem {
    return damaged(this.origin.object, `field ${this.number} ${cause}`);
  }

  private check(kind: Kind): void {
    if (this.kind !== kind) throw this.damaged(`is a ${this.kind}, not a ${kind}`);
  }
}

function safe(value: bigint, field: ProtobufField): number {
  if (Number.isSafeInteger(Number(value))) return Number(value);
  throw field.damaged(`is ${value.toString()}, too large a number`);
}

/** Base 128, least significant group first. */
function varint(bytes: Buffer, at: number, stop: number, object: string): { value: bigint; end: number } {
  const end = endOfVarint(bytes, at, stop, object);
  let value = 0n;
  for (let index = 0; at + index < end; index++) value |= BigInt(bytes[at + index]! & 127) << BigInt(7 * index);
  return { value: BigInt.asUintN(64, value), end };
}

function endOfVarint(bytes: Buffer, at: number, stop: number, object: string): number {
  for (let index = 0; index < MAX_VARINT; index++) {
    if (at + index >= stop) throw damaged(object, 'it ends within a number');
    if (bytes[at + index]! < 128) return at + index + 1;
  }
  throw damaged(object, 'a number has more than 64 bits');
}

/** Of at most `SAFE_VARINT` bytes, checked: nearly all are, and numbers are many times faster than bigints. */
function smallVarint(bytes: Buffer, at: number): number {
  let value = 0;
  let weight = 1;
  for (let from = at; ; from++, weight *= 128) {
    const byte = bytes[from]!;
    value += (byte & 127) * weight;
    if (byte < 128) return value;
  }
}

/** A tag or a length; beyond what numbers hold exactly it is past any file's end, which its reader finds. */
const sizeOf = (bytes: Buffer, at: number, end: number, object: string): number =>
  end - at <= SAFE_VARINT ? smallVarint(bytes, at) : Number(varint(bytes, at, end, object).value);

/**
 * The fields of a message in the order in which they stand; unknown ones are for the caller to pass over.
 * @param object how to call the file in a message: its path
 * @throws Problem `damaged-protobuf`: truncated, too deep, a number too long, a wire type that there is not
 */
export function* protobufFields(bytes: Buffer, object: string, depth = 0): Generator<ProtobufField> {
  if (depth > MAX_DEPTH) throw damaged(object, `messages are nested more than ${MAX_DEPTH} deep`);
  const origin = { object, depth, message: bytes };
  for (let at = 0; at < bytes.length;) {
    const tagEnd = endOfVarint(bytes, at, bytes.length, object);
    const tag = sizeOf(bytes, at, tagEnd, object);
    const [number, kind] = [Math.floor(tag / 8), kindOf(tag % 8, object)];
    if (number === 0 || number > MAX_NUMBER) throw damaged(object, `there is no field ${number}`);
    const { from, end } = extent(bytes, tagEnd, kind, object);
    if (end > bytes.length) throw damaged(object, `field ${number} runs past its end`);
    yield new ProtobufField(number, kind, from, end, origin);
    at = end;
  }
}

function kindOf(wire: number, object: string): Kind {
  if (wire in kinds) return kinds[wire as keyof typeof kinds];
  throw damaged(object, `there is no wire type ${wire}`);
}

/** Where a field's content lies. */
function extent(bytes: Buffer, at: number, kind: Kind, object: string): { from: number; end: number } {
  if (kind === 'fixed32' || kind === 'fixed64') return { from: at, end: at + sizes[kind] };
  const end = endOfVarint(bytes, at, bytes.length, object);
  return kind === 'varint' ? { from: at, end } : { from: end, end: end + sizeOf(bytes, at, end, object) };
}
