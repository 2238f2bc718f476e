import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const sizes = async (...texts: string[]): Promise<string | undefined> =>
  (await shapesOf(`import torch\nx = torch.zeros(${texts.map((text) => `len(${text})`).join(', ')})\n`)).find((claim) =>
    claim.startsWith('x: '),
  );

describe('methods of strings', () => {
  it('strip, split and search as Python does', async () => {
    assert.equal(await sizes("' a '.strip()", "'xxay'.lstrip('xy')", "'xxay'.rstrip('xy')"), 'x: (1, 2, 3)');
    assert.equal(await sizes("'a,b,c'.split(',', 1)", "'a,b,c'.rsplit(',', 1)[0]"), 'x: (2, 3)');
    assert.equal(await sizes("'a=b'.partition('=')", "'a\\nb\\n'.splitlines()"), 'x: (3, 2)');
    assert.equal(await sizes("[0] * 'banana'.count('an')", "[0] * 'banana'.find('n')"), 'x: (2, 2)');
  });

  it('are sorted by code points, sets of letters too', async () => {
    assert.equal(await sizes("sorted(set('hello'))", "sorted(['bb', 'a'])[0]"), 'x: (4, 1)');
  });
});
