import assert from 'node:assert/strict';
import { createAnalyzer } from '../../analysis';
import { printShape } from '../../domain/shape';

/** What is claimed of the variables of a function that may be called with any type. */
async function claimed(body: string): Promise<(string | null)[]> {
  const text = `import torch\n\ndef pick(kind):\n    x = torch.zeros(7, 4)\n    ${body}\n`;
  const { claims } = (await createAnalyzer()).analyze({ path: 'main.py', language: 'python', text });
  return claims.slice(1).map(({ shape }) => shape && printShape(shape));
}

describe('indexing', () => {
  it('leaves one axis of any size for a vector that may be a mask or places', async () => {
    assert.deepEqual(await claimed('y = x[torch.ones(7).to(kind)]'), ['(n0, 4)']);
    assert.deepEqual(await claimed('y = x[:, torch.ones(4).to(kind)]'), ['(7, n0)']);
  });

  it('takes a place of an axis first, so that lists beside it are adjacent; NumPy makes an array of it', async () => {
    assert.deepEqual(await claimed('y = torch.zeros(4, 5, 6)[0, :, [1, 2]]'), ['(5, 2)']);
    assert.deepEqual(await claimed('y = torch.zeros(4, 5, 6)[torch.tensor(0), :, [1, 2]]'), ['(5, 2)']);
    assert.deepEqual(await claimed('y = torch.zeros(4, 5, 6)[[0], :, [1, 2]]'), ['(2, 5)']);
    assert.deepEqual(await claimed('import numpy; y = numpy.zeros((4, 5, 6))[0, :, [1, 2]]'), ['(2, 5)']);
  });

  it('claims nothing for a matrix of unknown type, which takes one axis or two', async () => {
    assert.deepEqual(await claimed('y = x[torch.ones(7, 4).to(kind)]'), ['(…)']);
  });
});
