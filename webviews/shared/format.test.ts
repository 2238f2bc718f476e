import assert from 'node:assert/strict';
import { formatDuration, formatMeasure, formatName, formatNumber, formatTick } from './format';

describe('what is shown', () => {
  it('of numbers: four digits, exponents only where they help', () => {
    assert.deepEqual([0.123456, 12345.678, 0, 0.00001234, 2.5e7].map(formatNumber), [
      '0.1235',
      '12350',
      '0',
      '1.23e-5',
      '2.50e7',
    ]);
  });

  it('of shares: percent', () => {
    assert.equal(formatMeasure('accuracy', 0.98765), '98.77 %');
    assert.equal(formatMeasure('loss', null), '–');
    assert.equal(formatTick('accuracy', 0.2), '20 %');
  });

  it('of times and names', () => {
    assert.deepEqual([0, 59.6, 754, 3729].map(formatDuration), ['0:00', '1:00', '12:34', '1:02:09']);
    assert.deepEqual(['loss', 'topKAccuracy'].map(formatName), ['Loss', 'Top KAccuracy']);
  });
});
