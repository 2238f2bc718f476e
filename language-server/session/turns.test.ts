import assert from 'node:assert/strict';
import type { Steps } from '../steps';
import { inTurns, Left } from './turns';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Work that never ends by itself before `until` holds. */
function* work(until: () => boolean): Steps<string> {
  while (!until()) yield;
  return 'done';
}

describe('long work', () => {
  it('lets others have a turn, and goes on', async () => {
    let others = 0;
    setImmediate(() => (others += 1));
    assert.equal(await inTurns(work(() => others > 0), turn, () => true), 'done'); // prettier-ignore
  });

  it('that is short is done at once', async () => {
    const others = (): Promise<void> => assert.fail();
    assert.equal(await inTurns(work(() => true), others, () => true), 'done'); // prettier-ignore
  });

  it('is left where it is wanted no more', async () => {
    let wanted = true;
    setImmediate(() => (wanted = false));
    const never = work(() => false);
    await assert.rejects(
      inTurns(never, turn, () => wanted),
      Left,
    );
  });
});
