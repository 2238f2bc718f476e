/** What the views show as best is what the engine's metrics hold to be better. */
import assert from 'node:assert/strict';
import { metrics } from '../../engine/metrics/metrics.generated';
import { isBetter } from '../../extension/runs/better';

describe("a run's best measure", () => {
  it('is the lowest of losses, and of each metric what the metric says', () => {
    assert.ok(isBetter('loss', 1, 2) && !isBetter('loss', 2, 1));
    for (const { id, better } of metrics) {
      const [low, high] = [isBetter(id, 1, 2), isBetter(id, 2, 1)];
      assert.deepEqual([low, high], [better === 'lower', better === 'higher'], id);
    }
  });
});
