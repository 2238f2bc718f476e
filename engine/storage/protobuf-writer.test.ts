import assert from 'node:assert/strict';
import { Random } from '../data/random';
import { Problem } from '../process/problem';
import { protobufFields, type ProtobufField } from './protobuf';
import { encode, type Fields } from './protobuf-writer';

const inner: Fields = { text: [1, 'text'] };
const outer: Fields = {
  int: [1, 'int'],
  float: [2, 'float'],
  double: [3, 'double'],
  inner: [4, inner],
  far: [5000, 'int'],
};

const values: Record<number, (field: ProtobufField) => unknown> = {
  1: (field) => field.int64,
  2: (field) => field.float,
  3: (field) => field.double,
  4: (field) => Array.from(field.fields(), ({ bytes }) => bytes.toString()),
  5000: (field) => field.integer,
};

const read = (bytes: Buffer): unknown[] =>
  Array.from(protobufFields(bytes, 'message'), (field) => values[field.number]?.(field));

describe('encode', () => {
  it('writes what is read back, integers of every length', () => {
    for (const int of [0, 1, 127, 128, 2 ** 31, 2 ** 32, 2 ** 49, 2 ** 53 - 1, 2 ** 62, -1, -(2 ** 40), -(2 ** 63)]) {
      const message = { int, float: Math.fround(0.1), double: 0.1, inner: { text: ['é∇', ''] }, far: 3 };
      assert.deepEqual(read(encode(outer, message)), [BigInt(int), Math.fround(0.1), 0.1, ['é∇', ''], 3]);
    }
  });

  it('changed at random 20,000 times: values or a problem', () => {
    const random = new Random(7, 'protobuf');
    const whole = encode(outer, { int: 300, float: 1, double: 2, inner: { text: 'abc' }, far: 1 });
    for (let round = 0; round < 20_000; round++) {
      const bytes = Buffer.from(whole.subarray(0, random.integer(whole.length + 1)));
      for (let change = 0; change < 3 && bytes.length > 0; change++)
        bytes[random.integer(bytes.length)] = random.integer(256);
      try {
        read(bytes);
      } catch (error) {
        assert.ok(error instanceof Problem && error.code === 'damaged-protobuf', String(error));
      }
    }
  });
});
