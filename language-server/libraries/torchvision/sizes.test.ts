import assert from 'node:assert/strict';
import { shape } from '../../domain/shape';
import { tensor } from '../../interpreter/value';
import { sizesOf } from './sizes';

describe('sizes of one picture', () => {
  it('have the channels where a library puts them, or one channel', () => {
    assert.deepEqual(sizesOf(tensor(shape([3, 8, 9]))), [3, 8, 9]);
    assert.deepEqual(sizesOf(tensor(shape([8, 9, 3]), { array: 'numpy.ndarray' })), [3, 8, 9]);
    assert.deepEqual(sizesOf(tensor(shape([8, 9]))), [1, 8, 9]);
  });

  it('are not known of batches, nor of vectors', () => {
    for (const sizes of [[8], [2, 3, 8, 9]]) assert.equal(sizesOf(tensor(shape(sizes))), undefined);
  });
});
