import type { Metric } from '../metric';
import { meanOverPlaces } from './mean-over-places';
import { predictedClass } from './places';

/** How many classes stand before the right one: those with a larger logit, and equals with a smaller number. */
function rank(logits: Float32Array, at: number, outputs: number, label: number): number {
  const own = logits[at + label]!;
  let before = 0;
  for (let index = 0; index < outputs; index++) {
    const other = logits[at + index]!;
    if (other > own || (other === own && index < label)) before++;
  }
  return before;
}

/** Share of places whose right class is among the k largest logits; accuracy where a single logit is all there is. */
export const topK = (k: number): Metric =>
  meanOverPlaces({
    id: `top${k}`,
    title: `Top-${k} accuracy`,
    better: 'higher',
    unit: 'share',
    measure({ logits, task: { outputs } }, label, at) {
      const isIn = outputs === 1 ? predictedClass(logits, at, 1) === label : rank(logits, at, outputs, label) < k;
      return isIn ? 1 : 0;
    },
  });
