import assert from 'node:assert/strict';
import { analyze, check } from '../../testing/check';

const TYPES = 'bool uint8 int8 int16 int32 int64 float16 float32 float64'.split(' ');

/** What NumPy 1.24 and 2 give of an array of each type, multiplied by one of each in this order. */
const PRODUCTS: Partial<Record<string, string>> = {
  bool: 'bool uint8 int8 int16 int32 int64 float16 float32 float64',
  int8: 'int8 int16 int8 int16 int32 int64 float16 float32 float64',
  int16: 'int16 int16 int16 int16 int32 int64 float32 float32 float64',
  int64: 'int64 int64 int64 int64 int64 int64 float64 float64 float64',
  float16: 'float16 float16 float16 float32 float64 float64 float16 float32 float64',
  float32: 'float32 float32 float32 float32 float64 float64 float32 float32 float64',
};

/** The types of arrays that expressions of `a` and `b`, arrays with axes of these types, have. */
async function typesOf(a: string, b: string, ...expressions: string[]): Promise<(string | undefined)[]> {
  const lines = ['import numpy as np', `a = np.ones(2, dtype='${a}')`, `b = np.ones(2, dtype='${b}')`];
  const { claims } = await analyze([...lines, ...expressions.map((each, i) => `y${i} = ${each}`), ''].join('\n'));
  const named = new Map(claims.map(({ name, type }) => [name, type === 'boolean' ? 'bool' : type]));
  return expressions.map((_, i) => named.get(`y${i}`));
}

describe('types of NumPy', () => {
  it('are promoted by its own rules', async () => {
    for (const [a, wanted] of Object.entries(PRODUCTS)) {
      const found = await Promise.all(TYPES.map((b) => typesOf(a, b, 'a * b')));
      assert.deepEqual(found.flat(), wanted!.split(' '), a);
    }
  });

  it('are lifted by numbers to float64', async () => {
    for (const type of ['bool', 'uint8', 'int64'])
      assert.deepEqual(await typesOf(type, type, 'a + 0.5', 'a / 2', 'a / b', '1 / a'), Array(4).fill('float64'));
    assert.deepEqual(await typesOf('float32', 'int64', 'a + 0.5', 'a / 2', 'a / b', 'b * 2'), [
      'float32',
      'float32',
      'float64',
      'int64',
    ]);
  });

  it('are no more known than their category of arrays without axes', async () => {
    assert.deepEqual(await typesOf('float32', 'float64', 'a * np.array(2.0)'), ['float']);
  });

  it('reach a layer', () =>
    check(`import numpy as np
import torch
from torch import nn
x = torch.from_numpy(np.array([[i] for i in range(11)]) / 10)
y = nn.Linear(1, 1)(x)
#   ^^^^^^^^^^^^^^^^^^ dtype-mismatch
z = nn.Linear(1, 1)(x.float())
`));
});
