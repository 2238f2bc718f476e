/** At which steps a run is looked into. */

/** While the weights move most, and what is wrong from the beginning shows. */
const FIRST: ReadonlySet<number> = new Set([1, 2, 5, 10, 20, 50, 100]);

/**
 * A look takes as long again as the step of a small dense network, and two thirds of that of a convolutional one: at
 * every 200th step, half a hundredth of the time.
 */
const EVERY = 200;

/** @param every the specification's training.probeEvery: null leaves it to us, 0 is never */
export function isProbed(step: number, every: number | null): boolean {
  if (every === null) return FIRST.has(step) || step % EVERY === 0;
  return every > 0 && (step - 1) % every === 0;
}
