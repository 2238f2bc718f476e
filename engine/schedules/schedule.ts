/** How the learning rate moves over a run. One file a schedule; the list is generated. */
import * as v from 'valibot';
import { count } from '../training/specification/numbers';

/** A moment of the run, without the steps of the warm-up. */
export interface Moment {
  /** Steps done; and of the whole run. */
  step: number;
  steps: number;
  stepsPerEpoch: number;
}

/** What a schedule that looks at the loss keeps between validations: plain numbers, for a checkpoint. */
export type Memory = readonly number[];

export interface Schedule<
  S extends v.GenericSchema<unknown, { warmup: number }> = v.GenericSchema<unknown, { warmup: number }>,
> {
  /** A strict object's schema: its `type` names the schedule. */
  schema: S;
  /** What the learning rate is multiplied by. */
  factor(moment: Moment, settings: v.InferOutput<S>, memory: Memory): number;
  /** What it keeps after a validation; schedules without it keep nothing. */
  observe?(loss: number, settings: v.InferOutput<S>, memory: Memory): Memory;
}

/** Every schedule may begin with a warm-up. */
export const warmup = v.pipe(
  v.optional(count(0), 0),
  v.description('Steps over which the learning rate first rises from 0, before the schedule begins.'),
);

/** Of an exponential or stepwise decay. */
export const decayFactor = (standard: number, text: string) =>
  v.pipe(v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), standard), v.description(text));

/** Epochs that are over. */
export const epochsDone = ({ step, stepsPerEpoch }: Moment): number => Math.floor(step / stepsPerEpoch);

/** Half a cosine from one value to another as `share` goes from 0 to 1. */
export const cosine = (from: number, to: number, share: number): number =>
  to + 0.5 * (from - to) * (1 + Math.cos(Math.PI * share));

/** Ties the functions to the schema. */
export const defineSchedule = <S extends v.GenericSchema<unknown, { warmup: number }>>(schedule: Schedule<S>) =>
  schedule;
