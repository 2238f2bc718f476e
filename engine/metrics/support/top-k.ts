import type { Task } from '../../data/task';
import { Problem } from '../../process/problem';
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

const allRight = (k: number, classes: number) =>
  new Problem(
    'metric-misfit',
    `metrics: "top${k}" is 100 % of any answers where there are ${classes} classes; use accuracy, or leave it out`,
  );

/** Share of places whose right class is among the k largest logits; accuracy where a single logit is all there is. */
export function topK(k: number): Metric {
  const metric = meanOverPlaces({
    id: `top${k}`,
    title: `Top-${k} accuracy`,
    better: 'higher',
    unit: 'share',
    measure({ logits, task: { outputs } }, label, at) {
      const isIn = outputs === 1 ? predictedClass(logits, at, 1) === label : rank(logits, at, outputs, label) < k;
      return isIn ? 1 : 0;
    },
  });
  const start = (task: Task) => {
    const { target } = task;
    if (target.kind === 'classes' && target.classes <= k) throw allRight(k, target.classes);
    return metric.start(task);
  };
  return { ...metric, start };
}
