/**
 * Bytes of code that V8 runs of a function before it optimizes it: in the seconds that a check lasts, in each of two
 * threads, V8's own 66 kB would have it compile as long as we run.
 */
const INTERRUPT_BUDGET = 1_000_000;

/** Two threads that check keep two cores busy: none is left for others that would collect what is young beside them. */
const ALONE = '--no-parallel-scavenge';

/** What V8 is told before it loads the code of `nabla check`: what it compiles it keeps for these very flags. */
export const CHECK_FLAGS: readonly string[] = [`--interrupt-budget=${INTERRUPT_BUDGET}`, ALONE];
