import assert from 'node:assert/strict';
import { Random } from '../../data/random';
import { encode, type Fields } from './encode';
import { FieldReader, MalformedMessage } from './field-reader';

const inner: Fields = { text: [1, 'text'], deeper: [2, 'bytes'] };
const outer: Fields = {
  int: [1, 'int'],
  float: [2, 'float'],
  double: [3, 'double'],
  inner: [4, inner],
  far: [5000, 'int'],
};

const readers: Record<number, (reader: FieldReader) => unknown> = {
  1: (reader) => reader.int(),
  2: (reader) => reader.float(),
  3: (reader) => reader.double(),
  4: (reader) => {
    const message = reader.message();
    return message.next() ? message.text() : '';
  },
  5000: (reader) => reader.int(),
};

/** Every field that `outer` has, in order; others are skipped. */
function read(bytes: Uint8Array): unknown[] {
  const values: unknown[] = [];
  for (const reader = new FieldReader(Buffer.from(bytes)); reader.next();) {
    const value = readers[reader.field];
    if (value) values.push(value(reader));
  }
  return values;
}

describe('protobuf', () => {
  it('reads what it wrote, numbers of every length', () => {
    const integers = [0, 1, 127, 128, 2 ** 31, 2 ** 32, 2 ** 53 - 1, -1, -(2 ** 40), -(2 ** 63)];
    for (const int of integers) {
      const message = { int, float: Math.fround(0.1), double: 0.1, inner: { text: 'é∇' }, far: 3 };
      assert.deepEqual(read(encode(outer, message)), [int, Math.fround(0.1), 0.1, 'é∇', 3]);
    }
  });

  it('skips fields that it does not know, of every wire type', () => {
    const bytes = [0x50, 0x96, 0x01, 0x51, 1, 2, 3, 4, 5, 6, 7, 8, 0x52, 2, 9, 9, 0x55, 1, 2, 3, 4, 0x08, 5];
    assert.deepEqual(read(Uint8Array.from(bytes)), [5]);
  });

  it('reads the first of a packed list', () => {
    assert.deepEqual(read(Uint8Array.from([0x0a, 3, 0x96, 0x01, 7])), [150]);
    assert.deepEqual(read(Uint8Array.from([0x12, 8, 0, 0, 128, 63, 0, 0, 0, 64])), [1]);
  });

  const hostile: [string, number[], RegExp][] = [
    ['a number that ends early', [0x08, 0x80], /ends inside a number/],
    ['a number of 11 bytes', [0x08, ...Array<number>(10).fill(0xff), 1], /more than 64 bits/],
    ['a number of 70 bits', [0x08, ...Array<number>(9).fill(0xff), 2], /more than 64 bits/],
    ['a length of 2⁶³', [0x22, ...Array<number>(9).fill(0x80), 1], /runs past the end/],
    ['a length one too long', [0x22, 2, 0], /runs past the end/],
    ['a float that ends early', [0x15, 0, 0], /runs past the end/],
    ['field 0', [0x00, 1], /no field has the key 0/],
    ['a key above 2³²', [0xf8, 0xff, 0xff, 0xff, 0xff, 0x01, 1], /no field has the key/],
    ['a group', [0x0b, 0x0c], /wire type 3/],
    ['wire type 7', [0x0f], /wire type 7/],
    ['a text where a number stands', [0x20, 1], /wire type 0, which is not its own/],
    ['an empty packed list', [0x12, 0], /wire type 2, which is not its own/],
    ['a packed number that runs out of its list', [0x0a, 1, 0x80, 0x08, 1], /ends inside a number/],
  ];
  for (const [name, bytes, message] of hostile) {
    it(`refuses: ${name}`, () => {
      assert.throws(() => read(Uint8Array.from(bytes)), { name: 'MalformedMessage', message });
    });
  }

  it('refuses messages that nest without end, before the stack does', () => {
    let bytes: Buffer = Buffer.alloc(0);
    for (let depth = 0; depth < 10_000; depth++) bytes = encode(inner, { deeper: bytes });
    const descend = (reader: FieldReader): void => {
      if (reader.next()) descend(reader.message());
    };
    assert.throws(() => {
      descend(new FieldReader(bytes));
    }, /nest deeper than 100/);
  });

  it('survives 20,000 random changes of a message: a value or a typed error', () => {
    const random = new Random(7, 'protobuf');
    const whole = encode(outer, { int: 300, float: 1, double: 2, inner: { text: 'abc' }, far: 1 });
    for (let round = 0; round < 20_000; round++) {
      const bytes = Uint8Array.from(whole.subarray(0, random.integer(whole.length + 1)));
      for (let change = 0; change < 3 && bytes.length > 0; change++)
        bytes[random.integer(bytes.length)] = random.integer(256);
      try {
        read(bytes);
      } catch (error) {
        assert.ok(error instanceof MalformedMessage, String(error));
      }
    }
  });
});
