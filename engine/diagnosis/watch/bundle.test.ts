import assert from 'node:assert/strict';
import { Bundle } from './bundle';
import { probe, step, watchOf } from './testing';

/** Losses that fall, then rise beyond where they began. */
const losses = Array.from({ length: 200 }, (_, at) => (at < 60 ? 2 - at / 50 : 0.8 + (at - 60) / 10));

describe('steps that are shown together', () => {
  const shown = (seconds: number) => {
    const { watch, events } = watchOf();
    const bundle = new Bundle(watch);
    const told = losses.map((loss, at) => {
      bundle.observe(step(at + 1, loss, { seconds }));
      if (at === 100) bundle.observe(probe(at + 1));
      return events.length;
    });
    return { told, saved: bundle.open().save(), events };
  };

  it('tell and keep what each would by itself, and only later', () => {
    const [alone, together] = [shown(1), shown(0.001)];
    assert.ok(alone.events.length > 0);
    assert.deepEqual(together.events, alone.events);
    assert.deepEqual(together.saved, alone.saved);
    assert.ok(together.told.every((count, at) => count <= alone.told[at]!));
    assert.ok(together.told.some((count, at) => count < alone.told[at]!));
  });

  it('wait for nothing where a step is long', () => {
    const { watch, events } = watchOf();
    const bundle = new Bundle(watch);
    losses.forEach((loss, at) => {
      bundle.observe(step(at + 1, loss, { seconds: 1 }));
      const { length } = events;
      bundle.open();
      assert.equal(events.length, length);
    });
    assert.ok(events.length > 0);
  });
});
