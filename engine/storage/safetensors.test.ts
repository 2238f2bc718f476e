import assert from 'node:assert/strict';
import { decodeSafetensors, encodeSafetensors } from './safetensors';
import type { StoredTensor } from './tensors';

const tensors = new Map<string, StoredTensor>([
  ['a', { shape: [2, 2], dtype: 'float32', values: Float32Array.of(1, 2, 3, NaN) }],
  ['__proto__', { shape: [], dtype: 'int32', values: Int32Array.of(-5) }],
  ['empty', { shape: [0, 3], dtype: 'float32', values: new Float32Array(0) }],
]);

/** A file with this header, whatever it says, and this many bytes of data. */
function file(header: string | Buffer, data = 0): Buffer {
  const text = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(data)]);
}

const entry = (from: number, to: number, shape = [(to - from) / 4], dtype = 'F32') =>
  JSON.stringify({ dtype, shape, data_offsets: [from, to] });

describe('safetensors', () => {
  it('reads what it wrote', () => {
    assert.deepEqual(decodeSafetensors(encodeSafetensors(tensors, { step: '3' }), 'x'), tensors);
  });

  it('aligns the data to 8 bytes', () => {
    assert.equal(Buffer.from(encodeSafetensors(tensors)).readUInt32LE() % 8, 0);
  });

  /** Bits of 1.5, −2 and the largest number, as each type has them. */
  const other: [string, number[], number[]][] = [
    ['F16', [0x00, 0x3e, 0x00, 0xc0, 0xff, 0x7b, 0x01, 0x00], [1.5, -2, 65504, 2 ** -24]],
    ['BF16', [0xc0, 0x3f, 0x00, 0xc0, 0x7f, 0x7f], [1.5, -2, (2 - 2 ** -7) * 2 ** 127]],
    ['F64', [0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0], [1.5, -2]],
    ['I64', [0xfe, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0x7f, 0, 0, 0, 0], [-2, 2 ** 31 - 1]],
    ['U8', [0, 7, 255], [0, 7, 255]],
    ['I8', [0xfe, 127], [-2, 127]],
    ['BOOL', [0, 1], [0, 1]],
  ];
  for (const [dtype, data, values] of other) {
    it(`reads ${dtype}`, () => {
      const header = file(`{"a":${entry(0, data.length, [values.length], dtype)}}`);
      const read = decodeSafetensors(Buffer.concat([header, Buffer.from(data)]), 'x').get('a')!;
      assert.deepEqual([...read.values], values);
      assert.equal(read.dtype, dtype.includes('F') ? 'float32' : 'int32');
    });
  }

  it('refuses a number that float32 or int32 cannot hold', () => {
    const huge = {
      F64: Buffer.from(Float64Array.of(1e300).buffer),
      I64: Buffer.from(BigInt64Array.of(2n ** 31n).buffer),
    };
    for (const [dtype, data] of Object.entries(huge)) {
      const bytes = Buffer.concat([file(`{"a":${entry(0, 8, [1], dtype)}}`), data]);
      assert.throws(() => decodeSafetensors(bytes, 'x'), /tensor "a" of x holds .* which no (float|int)32 can/);
    }
  });

  const hostile: [string, Buffer, RegExp][] = [
    ['short', Buffer.alloc(7), /only 7 bytes/],
    ['header past the end', Buffer.from([9, 0, 0, 0, 0, 0, 0, 0, 1]), /runs past the end/],
    ['header of 2⁶³ bytes', Buffer.from([0, 0, 0, 0, 0, 0, 0, 128]), /claims 9223372036854775808 bytes/],
    ['no UTF-8', file(Buffer.from([0x7b, 0xff, 0x7d])), /not UTF-8/],
    ['no JSON', file('{'), /not JSON/],
    ['no object', file('[]'), /not a JSON object/],
    ['a name twice', file(`{"a":${entry(0, 4)},"a":${entry(0, 4)}}`, 4), /"a" twice/],
    ['a name twice, escaped', file(`{"a":${entry(0, 4)},"\\u0061":${entry(0, 4)}}`, 4), /"a" twice/],
    ['overlap', file(`{"a":${entry(0, 8)},"b":${entry(4, 12)}}`, 12), /a hole or an overlap before tensor "b"/],
    ['hole', file(`{"a":${entry(0, 4)},"b":${entry(8, 12)}}`, 12), /a hole or an overlap before tensor "b"/],
    ['trailing bytes', file(`{"a":${entry(0, 4)}}`, 5), /1 bytes follow/],
    ['truncated', file(`{"a":${entry(0, 8)}}`, 4), /truncated: 4 of 8/],
    ['shape × type ≠ bytes', file(`{"a":${entry(0, 4, [2])}}`, 4), /"a" has shape \[2\]/],
    ['shape that overflows', file(`{"a":${entry(0, 0, [2 ** 40, 2 ** 40])}}`), /"a" has shape/],
    ['2⁶³ elements', file(`{"a":{"dtype":"U8","shape":[9223372036854775808],"data_offsets":[0,0]}}`), /"a"/],
    [
      '2⁶⁴ elements, which 64 bits take for none',
      file(`{"a":${entry(0, 0, [2 ** 32, 2 ** 32], 'U8')}}`),
      /"a" has shape/,
    ],
    ['negative', file(`{"a":${entry(-4, 0, [1])}}`), /"a"/],
    ['unknown type', file(`{"a":${entry(0, 4, [1], 'F8')}}`, 4), /"a"/],
  ];
  for (const [name, bytes, message] of hostile) {
    it(`refuses: ${name}`, () => {
      assert.throws(() => decodeSafetensors(bytes, 'file.safetensors'), { name: 'Problem', message });
    });
  }
});
