import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

describe('a shuffle', () => {
  for (const shuffle of ['random.shuffle', 'np.random.shuffle'])
    it(`puts any element of a list at any place: ${shuffle}`, async () => {
      const program = `import random, torch
import numpy as np
sizes = [3, 1, 2]
${shuffle}(sizes)
x = torch.zeros(*sizes)`;
      const claim = (await shapesOf(program)).at(-1)!;
      assert.equal(new Set(claim.match(/n\d+/g)).size, 3, claim);
    });
});
