import assert from 'node:assert/strict';
import { encodeSafetensors } from '../safetensors';
import { recognise } from './recognise';

/** A header of NumPy's format, version 1. */
const npy = (descr: string) =>
  Buffer.from(
    `\x93NUMPY\x01\x00v\x00{'descr': '${descr}', 'fortran_order': False, 'shape': (3,), }`.padEnd(128),
    'latin1',
  );
const zip = (name: string) => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from(name)]);

describe('recognise', () => {
  it('tells formats by their content', () => {
    const tensors = new Map([['a', { shape: [1], dtype: 'float32' as const, values: Float32Array.of(1) }]]);
    assert.equal(recognise(Buffer.from(encodeSafetensors(tensors)), 'x.bin'), 'safetensors');
    assert.equal(recognise(Buffer.from(' {"modelTopology": {}}'), 'x'), 'tfjs');
    assert.equal(recognise(Buffer.from([0x08, 0x0a]), 'x'), 'onnx');
  });

  const refused: [string, Buffer, RegExp][] = [
    ['a pickle', Buffer.from([0x80, 4, 0x7d, 0x2e]), /is a pickle, which runs code when it is read.*weights_only=True/],
    ['a pickle of protocol 0', Buffer.from('cos\nsystem\n(S"true"\ntR.'), /is a pickle/],
    ['a PyTorch file', zip('archive/data.pkl'), /a PyTorch archive of pickled objects.*save_file/],
    ['an object array', npy('|O'), /a NumPy array of pickled objects/],
    ['an object array inside a record', npy("[('a', '|O')]"), /a NumPy array of pickled objects/],
    ['a plain array', npy('<f4'), /a single NumPy array/],
    ['an archive of arrays', zip('a.npy'), /an archive of NumPy arrays/],
    ['a Keras file', zip('model.weights.h5'), /a Keras archive.*tensorflowjs_converter/],
    ['another archive', zip('readme.txt'), /is an archive, which is not read; unpack it/],
    ['HDF5', Buffer.from('\x89HDF\r\n\x1a\n', 'latin1'), /an HDF5 file/],
    ['nothing', Buffer.alloc(0), /is no safetensors, ONNX or model\.json/],
    ['anything else', Buffer.from('hello'), /is no safetensors, ONNX or model\.json/],
  ];
  for (const [name, bytes, message] of refused) {
    it(`refuses ${name}, with a next step`, () => {
      assert.throws(() => recognise(bytes, 'weights.bin'), { name: 'Problem', message });
    });
  }
});
