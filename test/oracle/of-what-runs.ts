/**
 * Rules that tell of what runs and is a mistake all the same, which a mutant may well be: a loss of (N, 1) and (N), one
 * unit behind a softmax, a comment that says another shape than the program now has.
 */
export const OF_WHAT_RUNS: ReadonlySet<string> = new Set([
  'activation-before-loss',
  'argmax-of-one',
  'loss-broadcast',
  'probabilities-expected',
  'shape-comment',
  'softmax-before-cross-entropy',
  'softmax-of-one-unit',
]);
