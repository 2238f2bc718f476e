/** Scores of any size, sorted into a bounded number of bins without changing their order. */

/** Half of all bins lie within these log-odds of 0, that is between probabilities of 2 and 98 %. */
const SPREAD = 4;

/** The bin of a score in log-odds: 0 … bins − 1, monotone, finest near 0; what is not a number comes last of all, in 0. */
export function binOf(logOdds: number, bins: number): number {
  if (Number.isNaN(logOdds)) return 0;
  // z / (SPREAD + |z|) would be NaN at ±∞.
  const share = Number.isFinite(logOdds) ? logOdds / (SPREAD + Math.abs(logOdds)) : Math.sign(logOdds);
  return Math.min(bins - 1, Math.floor(((1 + share) / 2) * bins));
}
