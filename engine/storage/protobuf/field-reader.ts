/**
 * Protobuf's wire format, read field by field: nothing is copied, nothing is allocated by what a message claims.
 * Source: https://protobuf.dev/programming-guides/encoding/
 *
 *     for (const event = new FieldReader(bytes); event.next(); ) if (event.field === 2) step = event.int();
 */

/** What protobuf's own parsers allow. */
const MAX_DEPTH = 100;
/** 64 bits in groups of 7. */
const MAX_VARINT = 10;
/** A field's number has 29 bits; below it stand 3 of the wire type. */
const MAX_KEY = 2 ** 32;

const VARINT = 0;
const DOUBLE = 1;
const BYTES = 2;
const FLOAT = 5;

/** Bytes that are no message; whoever knows the file says which. */
export class MalformedMessage extends Error {
  override name = 'MalformedMessage';
}

export class FieldReader {
  /** The number of the field that `next` moved to. */
  field = 0;
  #wire = 0;
  /** Where its value begins, and where the next field does. */
  #at: number;
  #next: number;

  /** @throws MalformedMessage where messages nest too deep */
  constructor(
    private readonly bytes: Buffer,
    from = 0,
    private readonly end = bytes.length,
    private readonly depth = 1,
  ) {
    if (depth > MAX_DEPTH) throw new MalformedMessage(`messages nest deeper than ${MAX_DEPTH}`);
    this.#at = from;
    this.#next = from;
  }

  /**
   * Moves to the next field, past the value of the present one whether it was read or not; false at the end.
   * @throws MalformedMessage
   */
  next(): boolean {
    this.#at = this.#next;
    if (this.#at === this.end) return false;
    const key = this.#varint();
    this.field = Math.floor(key / 8);
    this.#wire = key % 8;
    if (this.field === 0 || key >= MAX_KEY) throw new MalformedMessage(`no field has the key ${key}`);
    this.#next = this.#endOfValue();
    if (this.#next > this.end) throw new MalformedMessage(`field ${this.field} runs past the end`);
    return true;
  }

  /** An integer of 64 bits with its sign, exact below 2⁵³; of a packed list the first. */
  int(): number {
    this.#expect(VARINT, 1);
    const start = this.#at;
    const rough = this.#varint(this.#next);
    const value = rough <= Number.MAX_SAFE_INTEGER ? rough : this.#large(start);
    this.#at = start;
    return value;
  }

  /** Of a packed list the first. */
  float(): number {
    this.#expect(FLOAT, 4);
    return this.bytes.readFloatLE(this.#at);
  }

  /** Of a packed list the first. */
  double(): number {
    this.#expect(DOUBLE, 8);
    return this.bytes.readDoubleLE(this.#at);
  }

  /** A view, no copy. */
  content(): Buffer {
    this.#expectBytes();
    return this.bytes.subarray(this.#at, this.#next);
  }

  /** Invalid UTF-8 is replaced. */
  text(): string {
    this.#expectBytes();
    return this.bytes.toString('utf8', this.#at, this.#next);
  }

  /** The fields of a message inside this one. */
  message(): FieldReader {
    this.#expectBytes();
    return new FieldReader(this.bytes, this.#at, this.#next, this.depth + 1);
  }

  /** Groups (wire types 3 and 4) were given up before any format that is read here began. */
  #endOfValue(): number {
    if (this.#wire === DOUBLE) return this.#at + 8;
    if (this.#wire === FLOAT) return this.#at + 4;
    if (this.#wire === BYTES) return this.#varint() + this.#at;
    if (this.#wire !== VARINT) throw new MalformedMessage(`field ${this.field} has the wire type ${this.#wire}`);
    const start = this.#at;
    this.#varint();
    const end = this.#at;
    this.#at = start;
    return end;
  }

  /** Unsigned; inexact above 2⁵³. */
  #varint(end = this.end): number {
    let value = 0;
    let weight = 1;
    for (let index = 1; index <= MAX_VARINT; index++) {
      if (this.#at >= end) throw new MalformedMessage('it ends inside a number');
      const byte = this.bytes[this.#at++]!;
      value += (byte & 127) * weight;
      if (byte < 128 && (index < MAX_VARINT || byte <= 1)) return value;
      weight *= 128;
    }
    throw new MalformedMessage('a number has more than 64 bits');
  }

  #large(start: number): number {
    let value = 0n;
    for (let at = start; at < this.#at; at++) value |= BigInt(this.bytes[at]! & 127) << BigInt(7 * (at - start));
    return Number(BigInt.asIntN(64, value));
  }

  #expect(wire: number, size: number): void {
    const isPacked = this.#wire === BYTES && this.#next - this.#at >= size;
    if (this.#wire !== wire && !isPacked) this.#refuse();
  }

  #expectBytes(): void {
    if (this.#wire !== BYTES) this.#refuse();
  }

  #refuse(): never {
    throw new MalformedMessage(`field ${this.field} has the wire type ${this.#wire}, which is not its own`);
  }
}
