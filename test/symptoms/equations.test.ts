import assert from 'node:assert/strict';
import * as v from 'valibot';
import { symptoms } from '../../engine/diagnosis/symptoms.generated';
import { equations } from '../../language-server/equations/equations.generated';

/** Fewer letters say no reason. */
const LEAST_LETTERS = 20;

describe('symptoms', () => {
  it('are called by ids of their own', () => {
    const ids = symptoms.map(({ id }) => id);
    assert.deepEqual([...new Set(ids)], ids);
  });

  for (const { id, equation, thresholds } of symptoms) {
    it(`${id} says why it matters by an equation that there is`, () => {
      assert.ok(
        equations.some((one) => one.id === equation),
        equation,
      );
    });

    it(`${id} has thresholds with defaults, each described with its reason`, () => {
      const { entries } = thresholds as unknown as { entries: Record<string, v.GenericSchema> };
      assert.deepEqual(Object.keys(v.parse(thresholds, {})), Object.keys(entries));
      for (const [name, entry] of Object.entries(entries)) {
        assert.ok((v.getDescription(entry) ?? '').length >= LEAST_LETTERS, name);
      }
    });
  }
});
