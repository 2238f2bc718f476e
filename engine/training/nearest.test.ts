import assert from 'node:assert/strict';
import { nearest } from './nearest';

describe('nearest', () => {
  const words = ['epochs', 'batchSize', 'seed'];

  it('finds the word meant, and none where none is near', () => {
    assert.equal(nearest('epoch', words), 'epochs');
    assert.equal(nearest('BatchSzie', words), 'batchSize');
    assert.equal(nearest('sede', words), 'seed');
    assert.equal(nearest('learningRate', words), undefined);
    assert.equal(nearest('x', []), undefined);
  });

  it('is bounded on long words', () => {
    assert.equal(nearest('x'.repeat(1e6), words), undefined);
  });
});
