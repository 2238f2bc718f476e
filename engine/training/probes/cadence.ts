/** At which steps a run is looked into. */

/** While the weights move most, and what is wrong from the beginning shows. */
const FIRST: ReadonlySet<number> = new Set([1, 2, 5, 10, 20, 50, 100]);

/** A look takes up to twice the step itself: at every 200th, a hundredth of the time. */
const EVERY = 200;

/** @param every the specification's training.probeEvery: null leaves it to us, 0 is never */
export function isProbed(step: number, every: number | null): boolean {
  if (every === null) return FIRST.has(step) || step % EVERY === 0;
  return every > 0 && (step - 1) % every === 0;
}
