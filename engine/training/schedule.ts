/** How the learning rate moves over a run: each schedule gives the factor at a share of the steps, 0 to 1. */
import type { Specification } from './specification';

type Settings = Specification['optimizer'];

const schedules: Record<Settings['schedule']['type'], (share: number) => number> = {
  constant: () => 1,
  // Half a cosine, from 1 to 0 (Loshchilov & Hutter, 2017, without restarts).
  cosine: (share) => 0.5 * (1 + Math.cos(Math.PI * share)),
};

/** The learning rate of step `step` (from 0) of `steps`. */
export const learningRateAt = ({ learningRate, schedule }: Settings, step: number, steps: number): number =>
  learningRate * schedules[schedule.type](step / steps);
