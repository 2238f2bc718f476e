import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const sizeOf = async (expression: string): Promise<string | undefined> =>
  (await shapesOf(`import torch\nx = torch.zeros(${expression})`)).at(-1);

describe('sets', () => {
  it('have no order that a program could rely on', async () => {
    for (const expression of [
      'list({3, 1, 2})[0]',
      'tuple({6, 5})[0]',
      '[k for k in {12, 3}][0]',
      'next(iter({8, 2}))',
    ])
      assert.doesNotMatch((await sizeOf(expression)) ?? '', /\(\d/, expression);
    assert.doesNotMatch((await sizeOf('*{2, 1}')) ?? '', /\d, \d/);
  });

  it('have each element once, of which all may be asked for together', async () => {
    const known = ['sum({1, 1, 2})', 'max({3, 1})', 'len(list({5, 6, 7}))', 'sorted({9, 3})[0]', 'list({3})[0]'];
    for (const expression of known) assert.equal(await sizeOf(expression), 'x: (3,)', expression);
    assert.equal(await sizeOf('1 if 3 in {4, 3} else 2'), 'x: (1,)');
  });
});
