import assert from 'node:assert/strict';
import { Graph } from '../backends/onnxruntime/graph';
import { encodeModel } from '../backends/onnxruntime/onnx';
import { protobufFields, type ProtobufField } from './protobuf';

const parse = (...bytes: number[]): ProtobufField[] => [...protobufFields(Buffer.from(bytes), 'file')];
const first = (...bytes: number[]): ProtobufField => parse(...bytes)[0]!;

/** Field 1 around `inner`, `depth` times. */
function nested(depth: number): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  for (let level = 0; level < depth; level++) {
    const length: number[] = [];
    let rest = bytes.length;
    for (; rest > 127; rest >>>= 7) length.push((rest & 127) | 128);
    bytes = Buffer.concat([Buffer.from([10, ...length, rest]), bytes]);
  }
  return bytes;
}

function descend(fields: Iterable<ProtobufField>): number {
  let depth = 0;
  for (const field of fields) depth = Math.max(depth, 1 + descend(field.fields()));
  return depth;
}

describe('protobuf', () => {
  it('reads the examples of the format’s own documentation', () => {
    assert.equal(first(0x08, 0x96, 0x01).integer, 150);
    assert.equal(first(0x12, 7, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67).text, 'testing');
    assert.deepEqual([...first(0x32, 6, 0x03, 0x8e, 0x02, 0x9e, 0xa7, 0x05).integers()], [3, 270, 86942]);
  });

  it('reads numbers at their edges', () => {
    const minusOne = [0x08, ...new Array<number>(9).fill(0xff), 0x01];
    assert.equal(first(...minusOne).integer, -1);
    assert.equal(first(0x08, ...new Array<number>(9).fill(0x80), 0x01).int64, -(2n ** 63n));
    assert.equal(first(0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f).integer, Number.MAX_SAFE_INTEGER);
    assert.equal(
      first(0x08, 0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0xf0, 0xff, 0x01).integer,
      Number.MIN_SAFE_INTEGER,
    );
    assert.throws(() => first(0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10).integer, /too large a number/);
    assert.equal(first(0x0d, 0, 0, 0xc0, 0x3f).float, 1.5);
    assert.equal(first(0x09, 0, 0, 0, 0, 0, 0, 0xf8, 0xbf).double, -1.5);
  });

  it('reads what the engine writes', () => {
    const graph = new Graph();
    graph.outputs.set('y', graph.constant(Float32Array.of(1, 2), { type: 'float32', shape: [2] }));
    const fields = [...protobufFields(Buffer.from(encodeModel(graph)), 'model')];
    assert.equal(fields.find(({ number }) => number === 2)!.text, 'nabla');
    const constant = [...fields.find(({ number }) => number === 7)!.fields()].find(({ number }) => number === 5)!;
    const raw = [...constant.fields()].find(({ number }) => number === 9)!.bytes;
    assert.deepEqual([raw.readFloatLE(0), raw.readFloatLE(4)], [1, 2]);
  });

  it('reads messages a hundred deep, and no deeper', () => {
    assert.equal(descend(protobufFields(nested(100), 'file')), 100);
    for (const depth of [101, 10_000]) {
      assert.throws(() => descend(protobufFields(nested(depth), 'file')), /nested more than 100 deep/);
    }
  });

  const hostile: [string, number[], RegExp][] = [
    ['cut within a tag', [0x80], /ends within a number/],
    ['cut within a varint', [0x08, 0x80], /ends within a number/],
    ['cut before a varint', [0x08], /ends within a number/],
    ['cut within a fixed number', [0x0d, 0, 0, 0], /field 1 runs past its end/],
    ['cut within bytes', [0x0a, 2, 0], /field 1 runs past its end/],
    ['bytes of 2⁶⁴ − 1', [0x0a, ...new Array<number>(9).fill(0xff), 0x01], /field 1 runs past its end/],
    ['a varint of eleven bytes', [0x08, ...new Array<number>(10).fill(0x80), 0x00], /more than 64 bits/],
    ['a group', [0x0b], /no wire type 3/],
    ['a wire type that there is not', [0x0f], /no wire type 7/],
    ['field 0', [0x00, 0x00], /no field 0/],
    ['field 2³²', [0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 0x00], /no field/],
  ];
  for (const [name, bytes, message] of hostile) {
    it(`refuses: ${name}`, () => {
      assert.throws(() => parse(...bytes), { name: 'Problem', code: 'damaged-protobuf', message });
    });
  }

  it('refuses a field that is not what its reader expects', () => {
    assert.throws(() => first(0x08, 1).text, /field 1 is a varint, not a bytes/);
    assert.throws(() => first(0x0a, 0).integer, /field 1 is a bytes, not a varint/);
    assert.throws(() => first(0x0a, 1, 0xff).text, /field 1 is not UTF-8/);
    assert.throws(() => first(0x08, ...new Array<number>(8).fill(0x80), 0x01).integer, /too large a number/);
    assert.throws(() => [...first(0x0a, 1, 0x80).integers()], /ends within a number/);
  });

  it('answers every truncation of a model with a problem, or with fewer fields', () => {
    const graph = new Graph();
    graph.outputs.set('y', graph.input('x', { type: 'float32', shape: [2] }));
    const model = Buffer.from(encodeModel(graph));
    for (let length = 0; length < model.length; length++) {
      try {
        descend(protobufFields(model.subarray(0, length), 'file'));
      } catch (error) {
        assert.equal((error as Error).name, 'Problem');
      }
    }
  });
});
