/** Numbers in the messages of symptoms. */

/** Two digits say enough of what a threshold is compared with: 0.012, 1.3e-7, 420. */
export function show(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || !Number.isFinite(value)) return String(value);
  if (size < 1e-3 || size >= 1e5) return value.toExponential(1).replace('e+', 'e');
  return String(size >= 100 ? Math.round(value) : Number(value.toPrecision(2)));
}

/** 0.625 → "63 %" */
export const percent = (share: number): string => `${Math.round(100 * share)} %`;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The upper one of an even number of values. */
export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? NaN;
