/** At which steps a run is looked into. */

/** While the weights move most, and what is wrong from the beginning shows. */
const FIRST: ReadonlySet<number> = new Set([1, 5, 10, 50, 100]);

/**
 * A look takes a step and a half more of a small dense network, and two thirds of one of a convolutional one: at every
 * 400th step, less than half a hundredth of the time.
 */
const EVERY = 400;

/** @param every the specification's training.probeEvery: null leaves it to us, 0 is never */
export function isProbed(step: number, every: number | null): boolean {
  if (every === null) return FIRST.has(step) || step % EVERY === 0;
  return every > 0 && (step - 1) % every === 0;
}
