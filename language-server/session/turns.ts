import type { Steps } from '../steps';

/** How long work goes on in milliseconds while others wait: about what a key that is held down takes to repeat. */
const TURN = 25;

/** Of work that ends before its outcome is there, as the text that it is about has changed. */
export class Left extends Error {}

/** Of work whose outcome would come too late. */
export class Late extends Error {}

/**
 * Does work a turn at a time, with all that `others` waits for in between.
 * @throws {Left} where it must not go on.
 */
export async function inTurns<T>(steps: Steps<T>, others: () => Promise<void>, goesOn: () => boolean): Promise<T> {
  for (;;) {
    const end = performance.now() + TURN;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < end);
    await others();
    if (!goesOn()) throw new Left();
  }
}
