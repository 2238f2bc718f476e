const SIGNIFICANT_DIGITS = 4;
/** Below and above, a number reads better with an exponent. */
const TINY = 1e-4;
const HUGE = 1e6;

/** Measures that are shares of one, shown in percent. */
const SHARE = /accuracy|precision|recall|f1|auc/i;

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 12,345 */
export const formatCount = (count: number): string => whole.format(count);

/** Four significant digits; an exponent for the very small and large. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < TINY || size >= HUGE)) return value.toExponential(2).replace('e+', 'e');
  return String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));
}

/** A measure as a person reads it: a share in percent; a dash where there is none. */
export function formatMeasure(name: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return SHARE.test(name) ? `${(100 * value).toFixed(2)} %` : formatNumber(value);
}

/** The same on an axis, where space is short. */
export function formatTick(name: string, value: number): string {
  return SHARE.test(name) ? `${Number((100 * value).toPrecision(SIGNIFICANT_DIGITS))} %` : formatNumber(value);
}

/** 0:42, 12:05, 1:02:09 */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, '0')) as [string, string, string];
  return parts[0] === 0 ? `${Number(minutes)}:${rest}` : `${Number(hours)}:${minutes}:${rest}`;
}

/** "loss" → "Loss", "topKAccuracy" → "Top K accuracy" */
export function formatName(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
