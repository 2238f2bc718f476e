import assert from 'node:assert/strict';
import { parseField } from './fields';

describe('a field of the form', () => {
  it('takes numbers, and leaves the empty to the recipe', () => {
    assert.equal(parseField('epochs', ' 12 '), 12);
    assert.equal(parseField('learningRate', '1e-3'), 0.001);
    assert.equal(parseField('seed', '0'), 0);
    assert.equal(parseField('epochs', '  '), null);
  });

  it('refuses what cannot be trained with', () => {
    for (const text of ['0', '1.5', '-3', 'ten', '1e400', 'NaN']) assert.equal(parseField('epochs', text), undefined);
    for (const text of ['0', '-1', 'Infinity']) assert.equal(parseField('learningRate', text), undefined);
  });
});
