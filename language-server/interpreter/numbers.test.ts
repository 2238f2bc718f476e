import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const sizeOf = async (expression: string): Promise<string | undefined> =>
  (await shapesOf(`import torch\nx = torch.zeros(${expression})`)).at(-1);

describe('numbers', () => {
  const known: [expression: string, size: number][] = [
    ["int('101', 2)", 5],
    ["int('1f', 16)", 31],
    ['int(1 // 0.1)', 9],
    ['int(-7.5 // 2) + 10', 6],
    ['int(-3.5 % 2 * 2)', 1],
    ['int(3.5 % -2 + 3)', 2],
    ['round(2.5)', 2],
    ['1 if 1 is True else 2', 2],
    ['1 if None is None else 2', 1],
    ['len(sum([[1, 2], [3]], []))', 3],
    ['sum(([2], [3]), [4])[1]', 2],
  ];
  for (const [expression, size] of known)
    it(`are what Python makes of ${expression}`, async () => {
      assert.equal(await sizeOf(expression), `x: (${size},)`);
    });

  const open = [
    'round(15, -1)',
    "int('0b101', 2)",
    "int('0o17', 8)",
    'sum([(1,), [2]], [])',
    'sum({(1, 2), (3, 4)}, ())[0]',
    '(3 * 10 ** 15 * 7 + 3) % 10',
    '123456789 * 987654321 % 1000',
    "1 if ('a' + b) is 'ab' else 2",
  ];
  for (const expression of open)
    it(`are not known of ${expression}`, async () => {
      assert.match((await sizeOf(expression)) ?? '', /x: \((n0,|…)\)/);
    });

  it('are what len gives, whatever it is given', async () => {
    const found = await shapesOf(`import torch
texts = torch.load('texts')
a = torch.tensor([len(each) for each in texts])
b = torch.tensor([len(texts), 2])
`);
    assert.deepEqual(found.slice(1), ['a: (n0,)', 'b: (2,)']);
  });
});
