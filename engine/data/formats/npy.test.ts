import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/folder';
import { python, requirePython } from '../testing/python';
import { decodeElements, readHeader, rowMajor } from './npy';

/** A .npy file's bytes: a header of this text, then so many bytes 0, 1, 2, … */
export function npy(dict: string, bytes: number, version = 1): Buffer {
  const text = Buffer.from(`${dict}\n`, 'latin1');
  const prefix = Buffer.alloc(version === 1 ? 10 : 12);
  prefix.write('\x93NUMPY', 'latin1');
  prefix[6] = version;
  if (version === 1) prefix.writeUInt16LE(text.length, 8);
  else prefix.writeUInt32LE(text.length, 8);
  return Buffer.concat([prefix, text, Buffer.from(Array.from({ length: bytes }, (_, index) => index % 256))]);
}

const dict = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }`;

const read = (bytes: Buffer) => {
  const header = readHeader(bytes, bytes.length, 'a.npy');
  return { header, values: decodeElements(bytes.subarray(header.offset), header, Float64Array) };
};

describe('.npy files', () => {
  const folder = temporaryFolder();

  it("are read as NumPy's: every type, both byte orders, both orders of axes", function () {
    requirePython(this, 'numpy');
    const script = `
import json, sys, numpy as np
folder = json.load(sys.stdin)
random = np.random.default_rng(1)
wanted = {}
for code in ['b1', 'u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'i8', 'u8', 'f2', 'f4', 'f8']:
    for order in '<>':
        for fortran in (False, True):
            array = (random.standard_normal((3, 4, 2)) * 100)
            if code[0] == 'u': array = np.abs(array)
            if code == 'b1': array = array > 0
            array = np.asarray(array, dtype=np.dtype(order + code), order='F' if fortran else 'C')
            name = f'{order}{code}{fortran}'.replace('<', 'l').replace('>', 'b')
            np.save(f'{folder}/{name}.npy', array)
            wanted[name] = array.astype('f8').ravel(order='C').tolist()
np.save(f'{folder}/subnormal.npy', np.array([2**-24, -2**-14, 65504, 0.1], dtype='f2'))
wanted['subnormal'] = np.array([2**-24, -2**-14, 65504, 0.1], dtype='f2').astype('f8').tolist()
print(json.dumps(wanted))`;
    for (const [name, wanted] of Object.entries(python(script, folder.path) as Record<string, number[]>)) {
      const { header, values } = read(readFileSync(join(folder.path, `${name}.npy`)));
      const ordered = header.isFortran ? rowMajor(values, header.shape) : values;
      assert.deepEqual([...ordered], wanted, name);
    }
  });

  it('has scalars, one dimension, no elements, and the second version of the header', () => {
    assert.deepEqual(read(npy(dict("'<f4'", '()'), 4)).header.shape, []);
    assert.deepEqual(read(npy(dict("'|u1'", '(3,)'), 3)).header.shape, [3]);
    assert.deepEqual(read(npy(dict("'<i2'", '(0, 7)'), 0)).header.shape, [0, 7]);
    assert.deepEqual([...read(npy(dict("'>i2'", '(2,)'), 4, 2)).values], [1, 515]);
  });

  const hostile: [string, Buffer, RegExp][] = [
    ['2⁵⁰ elements', npy(dict("'<f8'", '(1125899906842624,)'), 8), /declares 1125899906842624 values of f8/],
    ['a product beyond 2⁶³', npy(dict("'<f8'", '(9999999999, 9999999999)'), 8), /declares/],
    ['2⁵⁰ × 0 elements, then some', npy(dict("'<f8'", '(0, 1125899906842624)'), 8), /0 bytes, where 8 follow/],
    ['Python objects', npy(dict("'|O'", '(1,)'), 8), /pickled code and are never loaded/],
    ['objects in a record', npy(dict("[('a', '|O')]", '(1,)'), 8), /pickled code and are never loaded/],
    ['records', npy(dict("[('a', '<f4')]", '(1,)'), 4), /holds values of type \[\('a'/],
    ['complex numbers', npy(dict("'<c8'", '(1,)'), 8), /holds values of type '<c8'/],
    ['texts', npy(dict("'<U5'", '(1,)'), 20), /holds values of type '<U5'/],
    ['a pickle', Buffer.from('\x80\x04\x95 something long', 'latin1'), /pickled code/],
    ['another file', Buffer.from('PK\x03\x04 something long'), /is not a \.npy file/],
    ['nothing', Buffer.alloc(0), /is not a \.npy file/],
    ['code for a header', npy("{'descr': __import__('os').system('x')}", 0), /not one that NumPy writes/],
    ['more than a dict', npy(`${dict("'<f4'", '(1,)')} or 1`, 4), /not one that NumPy writes/],
    ['a negative length', npy(dict("'<f4'", '(-1,)'), 4), /not one that NumPy writes/],
    ['too few bytes', npy(dict("'<f4'", '(2, 2)'), 15), /16 bytes, where 15 follow/],
    ['too many bytes', npy(dict("'<f4'", '(2, 2)'), 17), /16 bytes, where 17 follow/],
    ['a header past the end', npy(dict("'<f4'", '(2, 2)'), 0).subarray(0, 40), /ends inside its header/],
    ['a header of gigabytes', Buffer.from('\x93NUMPY\x02\x00\xff\xff\xff\xff and more', 'latin1'), /more than any/],
  ];
  for (const [name, bytes, message] of hostile) {
    it(`refuse ${name}`, () => {
      assert.throws(() => read(bytes), (error: Error) => error.name === 'Problem' && message.test(error.message)); // prettier-ignore
    });
  }
});
