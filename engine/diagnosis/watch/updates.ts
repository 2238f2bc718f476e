/** How large updates are beside the weights: what learning rates are judged by. */
import type { Context } from '../symptom';
import { kernelsByLayer } from './layers';
import type { Memory } from './memory';
import type { ObservationOf } from './observation';
import { median } from './show';

/** ‖Δw‖/‖w‖ is about a thousandth where training goes well (DeepDiagnosis, 2022). */
const USUAL = 1e-3;

/** No fix changes a learning rate by more at once. */
const LARGEST_FACTOR = 1e4;

/** What a learning rate must be multiplied by to make updates of this ratio usual. */
export const towardsUsual = (ratio: number): number =>
  Math.min(LARGEST_FACTOR, Math.max(1 / LARGEST_FACTOR, USUAL / Math.max(ratio, Number.MIN_VALUE)));

/** Keeps the median ratio over a probe's layers. */
export function rememberUpdates({ weights }: ObservationOf<'probe'>, { begin, memory }: Context<unknown>): void {
  const kernels = kernelsByLayer(begin.layers, weights).filter(({ norm, updateNorm }) => norm > 0 && updateNorm > 0);
  const ratios = kernels.map(({ norm, updateNorm }) => updateNorm / norm);
  if (ratios.length > 0) memory.write('updates', [median(ratios)]);
}

/** By the ratio that was kept last; 1 where there is none. */
export function learningRateFactor(memory: Memory): number {
  const [ratio] = memory.recall('updates');
  return ratio === undefined ? 1 : towardsUsual(ratio);
}
