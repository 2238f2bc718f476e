import assert from 'node:assert/strict';
import { FORMATS } from './formats';

describe('findings as text', () => {
  it('are counted, and the files that were left out', () => {
    assert.equal(FORMATS.text!([]), 'No findings.\n');
    assert.equal(FORMATS.text!([], 1), 'No findings; 1 file left out.\n');
    assert.equal(FORMATS.text!([], 2), 'No findings; 2 files left out.\n');
  });
});
