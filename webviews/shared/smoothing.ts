/**
 * Exponential moving average, debiased as Adam's moments are: sₜ = w·sₜ₋₁ + (1 − w)·xₜ, shown as sₜ / (1 − wᵗ), so that
 * the curve starts at its first value instead of at zero. Null (a value that was not finite) stays a gap.
 * @param weight of the past, 0 … 1; 0 changes nothing
 */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  let average = 0;
  let bias = 1;
  return values.map((value) => {
    if (value === null) return null;
    average = weight * average + (1 - weight) * value;
    bias *= weight;
    return average / (1 - bias);
  });
}
