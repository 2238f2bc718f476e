import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { startDevice } from '../../../backends/devices';
import { Random } from '../../../data/random';
import { gru } from '../../../layers/gru';
import { lstm } from '../../../layers/lstm';
import { encode, type Fields, type Message } from '../../protobuf-writer';
import { readOnnxWeights } from './weights';

const entry: Fields = { key: [1, 'text'], value: [2, 'text'] };
const tensor: Fields = {
  dims: [1, 'int'],
  type: [2, 'int'],
  floats: [4, 'bytes'],
  name: [8, 'text'],
  raw: [9, 'bytes'],
  external: [13, entry],
  location: [14, 'int'],
};
const sparse: Fields = { values: [1, tensor], indices: [2, tensor] };
const attribute: Fields = {
  name: [1, 'text'],
  int: [3, 'int'],
  text: [4, 'text'],
  tensor: [5, tensor],
  graph: [6, 'bytes'],
  ints: [8, 'int'],
  graphs: [11, 'bytes'],
  sparse: [22, sparse],
  type: [20, 'int'],
};
const node: Fields = { inputs: [1, 'text'], outputs: [2, 'text'], op: [4, 'text'], attributes: [5, attribute] };
const dimension: Fields = { value: [1, 'int'] };
const shape: Fields = { dims: [1, dimension] };
const type: Fields = { tensor: [1, { type: [1, 'int'], shape: [2, shape] }] };
const value: Fields = { name: [1, 'text'], type: [2, type] };
const graph: Fields = {
  nodes: [1, node],
  name: [2, 'text'],
  tensors: [5, tensor],
  inputs: [11, value],
  outputs: [12, value],
  sparse: [15, sparse],
};
const training: Fields = { initialization: [1, graph], algorithm: [2, graph] };
const functions: Fields = { nodes: [7, node] };
const opset: Fields = { domain: [1, 'text'], version: [2, 'int'] };
const model: Fields = {
  version: [1, 'int'],
  graph: [7, graph],
  opset: [8, opset],
  training: [20, training],
  functions: [25, functions],
};

const FLOAT = 1;
const bytesOf = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

/** A tensor (2, 3) of 1…6. */
const kernel = (name: string): Message => ({ name, dims: [2, 3], type: FLOAT, raw: bytesOf(1, 2, 3, 4, 5, 6) });
const external = (location: string, more: Message[] = []): Message => ({
  name: 'w',
  dims: [2, 3],
  type: FLOAT,
  external: [{ key: 'location', value: location }, ...more],
  location: 1,
});

describe('weights of ONNX models', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-onnx-'));
    writeFileSync(join(folder, 'weights.bin'), Buffer.concat([Buffer.alloc(4), bytesOf(1, 2, 3, 4, 5, 6)]));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const home = () => ({ object: 'model.onnx', folder: join(folder) });
  const read = (message: Message) => readOnnxWeights(encode(model, { version: 8, ...message }), home());
  const using = (op: string, more: Message = {}): Message => ({ op, inputs: ['x', 'w'], outputs: ['y'], ...more });

  it('takes a kernel as its node uses it', () => {
    const used = (one: Message) => read({ graph: { nodes: [one], tensors: [kernel('w')] } })[0]!.tensor;
    assert.deepEqual(used(using('MatMul')).shape, [2, 3]);
    const transposed = used(using('Gemm', { attributes: [{ name: 'transB', int: 1 }] }));
    assert.deepEqual(
      [transposed.shape, [...transposed.values]],
      [
        [3, 2],
        [1, 4, 2, 5, 3, 6],
      ],
    );
  });

  it('follows a kernel through copies and transposes, in the order of use', () => {
    const nodes = [
      { op: 'Identity', inputs: ['b'], outputs: ['b2'] },
      { op: 'Transpose', inputs: ['a'], outputs: ['a2'], attributes: [{ name: 'perm', ints: [1, 0] }] },
      { op: 'MatMul', inputs: ['x', 'b2'], outputs: ['y'] },
      { op: 'MatMul', inputs: ['y', 'a2'], outputs: ['z'] },
    ];
    const found = read({ graph: { nodes, tensors: [kernel('a'), kernel('b')] } });
    assert.deepEqual(
      found.map(({ name, tensor }) => [name, tensor.shape]),
      [
        ['b', [2, 3]],
        ['a', [3, 2]],
      ],
    );
  });

  it('reads elements in lists, and in a file beside the model', () => {
    const listed = { name: 'w', dims: [2, 3], type: FLOAT, floats: bytesOf(1, 2, 3, 4, 5, 6) };
    const beside = external('weights.bin', [
      { key: 'offset', value: '4' },
      { key: 'length', value: '24' },
    ]);
    for (const one of [listed, beside]) {
      const [found] = read({ graph: { nodes: [using('MatMul')], tensors: [one] } });
      assert.deepEqual([...found!.tensor.values], [1, 2, 3, 4, 5, 6]);
    }
  });

  const bad = external('../secret');
  const inner = Buffer.from(encode(graph, { tensors: [bad] }));
  const places: [string, Message][] = [
    ['the graph', { graph: { tensors: [bad] } }],
    ['a constant', { graph: { nodes: [{ op: 'Constant', attributes: [{ name: 'value', tensor: bad }] }] } }],
    ['a subgraph', { graph: { nodes: [{ op: 'If', attributes: [{ name: 'then_branch', graph: inner }] }] } }],
    ['one of several subgraphs', { graph: { nodes: [{ op: 'Any', attributes: [{ name: 'all', graphs: [inner] }] }] } }],
    ['a sparse tensor', { graph: { sparse: [{ values: bad }] } }],
    ["a sparse tensor's indices", { graph: { sparse: [{ indices: bad }] } }],
    [
      'a sparse constant',
      { graph: { nodes: [{ op: 'Constant', attributes: [{ name: 's', sparse: { values: bad } }] }] } },
    ],
    ['a function', { functions: [{ nodes: [{ op: 'Constant', attributes: [{ name: 'value', tensor: bad }] }] }] }],
    ['what trains', { training: [{ algorithm: { tensors: [bad] } }] }],
  ];
  for (const [name, message] of places) {
    it(`refuses a path that leads out of the folder in ${name}`, () => {
      assert.throws(() => read(message), { name: 'Problem', code: 'path-escapes', message: /"\.\.\/secret"/ });
    });
  }

  for (const [key, value] of [
    ['offset', '-4'],
    ['length', '-1'],
    ['offset', '99999999999999999999'],
    ['length', '1e3'],
  ] as const) {
    it(`refuses the ${key} ${value}`, () => {
      const tensors = [external('weights.bin', [{ key, value }])];
      assert.throws(() => read({ graph: { tensors } }), { code: 'wrong-external-data' });
    });
  }

  it('refuses a shape that is not its bytes, however large', () => {
    const shaped = (dims: number[]) =>
      read({ graph: { nodes: [using('MatMul')], tensors: [{ ...kernel('w'), dims }] } });
    assert.throws(() => shaped([2, 4]), /"w" has shape \[2, 4\] but 24 bytes/);
    assert.throws(() => shaped([2 ** 40, 2 ** 40]), /but 24 bytes/);
    assert.throws(() => shaped([-1, 3]), /is no shape/);
    assert.throws(() => shaped(Array.from({ length: 65 }, () => 1)), /is no shape/);
    const strings = { ...kernel('w'), type: 8 };
    assert.throws(() => read({ graph: { nodes: [using('MatMul')], tensors: [strings] } }), /elements of type 8/);
  });

  it('refuses subgraphs thousands deep, and ends on nodes that feed each other', () => {
    let deep = Buffer.alloc(0) as Buffer;
    for (let level = 0; level < 2_000; level++) {
      deep = encode(graph, { nodes: [{ op: 'If', attributes: [{ name: 'b', graph: deep }] }] });
    }
    assert.throws(
      () => readOnnxWeights(encode({ graph: [7, 'bytes'] }, { graph: deep }), home()),
      /nested more than 100/,
    );
    const cycle = [
      { op: 'Transpose', inputs: ['b'], outputs: ['a'] },
      { op: 'Transpose', inputs: ['a'], outputs: ['b'] },
    ];
    assert.deepEqual(read({ graph: { nodes: cycle } }), []);
  });

  it('answers every truncation of a model with weights or a problem', () => {
    const whole = encode(model, { version: 8, graph: { nodes: [using('Gemm')], tensors: [kernel('w')] } });
    for (let length = 0; length < whole.length; length++) {
      try {
        readOnnxWeights(whole.subarray(0, length), home());
      } catch (error) {
        assert.equal((error as Error).name, 'Problem');
      }
    }
  });

  describe('of recurrent operators', () => {
    const [time, batch, features, hidden] = [5, 2, 3, 4];
    before(() => startDevice('reference'));
    const random = new Random(1, 'onnx-recurrent');
    const uniform = (length: number) => Float32Array.from({ length }, () => random.uniform() - 0.5);
    const sized = (name: string, dims: number[]): Message => {
      const values = uniform(dims.reduce((a, b) => a * b));
      return { name, dims, type: FLOAT, raw: new Uint8Array(values.buffer) };
    };
    const declared = (name: string, dims: number[]): Message => ({
      name,
      type: { tensor: { type: FLOAT, shape: { dims: dims.map((size) => ({ value: size })) } } },
    });
    /** One node over x (time, batch, features). */
    function recurrent(op: 'LSTM' | 'GRU', more: Message[] = []): Message {
      const width = (op === 'LSTM' ? 4 : 3) * hidden;
      const weights = [sized('w', [1, width, features]), sized('r', [1, width, hidden]), sized('b', [1, 2 * width])];
      const attributes = [{ name: 'hidden_size', int: hidden, type: 2 }, ...more];
      return {
        opset: [{ domain: '', version: 14 }],
        graph: {
          name: 'recurrent',
          nodes: [{ op, inputs: ['x', 'w', 'r', 'b'], outputs: ['y'], attributes }],
          tensors: weights,
          inputs: [declared('x', [time, batch, features])],
          outputs: [declared('y', [time, 1, batch, hidden])],
        },
      };
    }
    const after = { name: 'linear_before_reset', int: 1, type: 2 };

    for (const [op, more] of [
      ['LSTM', []],
      ['GRU', [after]],
    ] as const) {
      it(`${op}: our layer with them computes what onnxruntime does`, async () => {
        const message = recurrent(op, [...more]);
        const found = read(message).map(({ tensor: { values } }) => values);
        const width = found[2]!.length;
        const kernel = tf.tensor2d(found[0]!, [features, width]);
        const recurrentKernel = tf.tensor2d(found[1]!, [hidden, width]);
        const bias = tf.tensor1d(found[2]!);
        const x = uniform(time * batch * features);
        const session = await ort.InferenceSession.create(encode(model, { version: 8, ...message }));
        const { y } = await session.run({ x: new ort.Tensor('float32', x, [time, batch, features]) });
        const inputs = tf.tensor3d(x, [time, batch, features]).transpose<tf.Tensor3D>([1, 0, 2]);
        const states =
          op === 'LSTM'
            ? lstm(inputs, kernel, recurrentKernel, bias)
            : gru(inputs, { kernel, recurrent: recurrentKernel, bias, recurrentBias: tf.tensor1d(found[3]!) });
        const ours = states.transpose([1, 0, 2]).dataSync();
        assert.equal(ours.length, y!.data.length);
        ours.forEach((value, index) => {
          assert.ok(Math.abs(value - Number(y!.data[index])) < 1e-5, `${index}: ${value}, ${String(y!.data[index])}`);
        });
        await session.release();
      });
    }

    it('that compute something else are refused, by name', () => {
      const backward = { name: 'direction', text: 'bidirectional', type: 3 };
      assert.throws(() => read(recurrent('LSTM', [backward])), /model\.onnx has a LSTM of direction "bidirectional"/);
      assert.throws(() => read(recurrent('GRU')), /linear_before_reset = 0/);
    });
  });
});
