/** A compiled step gives what its operators give one by one, and the same bits every time. */
import assert from 'node:assert/strict';
import { differences } from './closeness';
import { fed, forwardAndBackward, goldens } from './goldens';
import { type Prepare, ways } from './ways';

/** Relative to a tensor's largest magnitude: compiling may change the order of a sum, and no more. */
const TOLERANCE = 1e-6;

const [, opByOp, compiled] = ways;

describe('a compiled step', () => {
  let prepared: [Prepare, Prepare];

  before(async () => {
    prepared = [await opByOp!.start(), await compiled!.start()];
  });

  for (const op of new Set(goldens.map((golden) => golden.op))) {
    it(`is as exact as its operators, and repeatable: ${op}`, async () => {
      for (const golden of goldens.filter((candidate) => candidate.op === op)) {
        const [eager, step] = prepared.map((prepare) => prepare(forwardAndBackward(golden)));
        try {
          const first = await step!.run(fed(golden));
          assert.deepEqual(await step!.run(fed(golden)), first);
          assert.deepEqual(differences(first, await eager!.run(fed(golden)), TOLERANCE), []);
        } finally {
          step!.dispose();
        }
      }
    });
  }
});
