import assert from 'node:assert/strict';
import type { Theme } from '../shared/theme';
import type { RunSeries } from './contract';
import { curvesOf, measuresOf } from './curves';

const theme = { series: ['#000001', '#000002'], lineWidth: 2 } as unknown as Theme;

const series: RunSeries = {
  'train/loss': [
    [1, 3, 3, 3],
    [4, 2, 1, 5],
    [6, null, null, null],
  ],
  'train/loss~1': [
    [8, 1, 1, 1],
    [9, 1, 1, 1],
  ],
  'validation/loss': [[6, 2, 2, 2]],
  'train/accuracy': [[1, 0.5, 0.5, 0.5]],
};

describe('the curves of a measure', () => {
  it('are one chart each, the loss first', () => {
    assert.deepEqual(measuresOf(series), ['loss', 'accuracy']);
  });

  it('show every extreme behind the smoothed means, and gaps', () => {
    const [left, raw, train, validation] = curvesOf('loss', series, 0, theme);
    assert.deepEqual(
      raw?.points.map(({ y }) => y),
      [3, 1, 5, null],
    );
    assert.deepEqual(
      train?.points.map(({ y }) => y),
      [3, 2, null],
    );
    assert.deepEqual(validation?.points, [{ x: 6, y: 2 }]);
    assert.deepEqual([left?.dash.length, left?.label], [2, null]);
  });
});
