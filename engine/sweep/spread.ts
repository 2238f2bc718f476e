/** Mean and standard deviation of a few runs. */
import type { Measures } from '../training/sums';
import type { LoopResult } from '../training/loop';

export interface Spread {
  mean: number;
  /** √(Σ(x − x̄)² / (n − 1)), the sample's; null for a single run. */
  deviation: number | null;
  count: number;
}

/** Of at least one finite value; null of none. */
export function spreadOf(values: readonly (number | null | undefined)[]): Spread | null {
  const finite = values.filter((value): value is number => typeof value === 'number');
  const count = finite.length;
  if (count === 0) return null;
  const mean = finite.reduce((sum, value) => sum + value, 0) / count;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : null, count };
}

/** `{validation: {loss}}` → `validation.loss` */
const flat = (parts: Partial<LoopResult['metrics']>): Measures =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([part, measures]) =>
      Object.entries(measures).map(([name, value]) => [`${part}.${name}`, value]),
    ),
  );

/** Each measure over runs; one that no run has finite is left out. */
export function spreadsOf(runs: readonly Partial<LoopResult['metrics']>[]): Record<string, Spread> {
  const all = runs.map(flat);
  const names = [...new Set(all.flatMap((measures) => Object.keys(measures)))];
  return Object.fromEntries(
    names.flatMap((name) => {
      const spread = spreadOf(all.map((measures) => measures[name]));
      return spread ? [[name, spread]] : [];
    }),
  );
}
