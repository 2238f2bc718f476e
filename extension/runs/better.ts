/** Which of two values of a measure is better. The extension holds no metrics; test/frame compares its list to them. */

/** Names of measures of which less is better: losses and the engine's metrics; of all others, more is. */
const LESS_IS_BETTER: readonly string[] = ['loss', 'fid', 'mae', 'perplexity', 'rmse'];

/** Whether a value is better than an earlier one of the same measure. */
export const isBetter = (name: string, value: number, than: number): boolean =>
  LESS_IS_BETTER.includes(name) ? value < than : value > than;
