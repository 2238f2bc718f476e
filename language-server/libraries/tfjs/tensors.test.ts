import assert from 'node:assert/strict';
import { integer, list, type Value } from '../../interpreter/value';
import { nestedSizes } from './tensors';

const nested = (depth: number): Value => (depth === 0 ? integer(1) : list([nested(depth - 1)]));

describe('sizes of nested arrays', () => {
  it('are of as many axes as TensorFlow.js has', () => {
    assert.deepEqual(nestedSizes(nested(6)), [1, 1, 1, 1, 1, 1]);
  });

  it('are not known of arrays that are nested deeper, as one is that is in itself', () => {
    assert.equal(nestedSizes(nested(7)), undefined);
  });
});
