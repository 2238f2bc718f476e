import assert from 'node:assert/strict';
import { daysOf, numberOf, truthOf } from './number-text';

describe('numbers, moments and truths in text', () => {
  it('reads decimal numbers and nothing else', () => {
    const right: [string, number][] = [['1', 1], ['-1.5', -1.5], ['+.5', 0.5], ['3.', 3], ['1e-3', 0.001], ['007', 7]]; // prettier-ignore
    for (const [text, value] of right) assert.equal(numberOf(text, '.'), value);
    for (const text of ['', ' ', 'x', '0x10', '1,5', '1e999', 'Infinity', '1_000', '١', '1 2', '--1']) {
      assert.ok(Number.isNaN(numberOf(text, '.')), text);
    }
    assert.equal(numberOf('-1,5', ','), -1.5);
    assert.ok(Number.isNaN(numberOf('1,5,2', ',')));
  });

  it('reads moments as days since 1970, by the calendar', () => {
    const right: [string, string][] = [
      ['2024-02-29', '2024-02-29T00:00:00Z'],
      ['2024/2/9', '2024-02-09T00:00:00Z'],
      ['29.2.2024', '2024-02-29T00:00:00Z'],
      ['1969-12-31 23:59', '1969-12-31T23:59:00Z'],
      ['2024-01-01T00:30:15.5+02:00', '2024-01-01T00:30:15.5+02:00'],
      ['2024-01-01T00:30:15-0730', '2024-01-01T00:30:15-07:30'],
    ];
    for (const [text, iso] of right) assert.equal(daysOf(text), Date.parse(iso) / 86_400_000, text);
    for (const text of [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-01-32',
      '01/02/2024',
      '2024-01-01T25:00',
      '5',
    ]) {
      assert.ok(Number.isNaN(daysOf(text)), text);
    }
  });

  it('reads truths in words', () => {
    assert.deepEqual(['TRUE', 'yes', 'f', 'No', '1'].map(truthOf), [1, 1, 0, 0, NaN]);
  });
});
