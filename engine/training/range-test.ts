/** A learning-rate range test (Smith, 2017): a fresh network, a rate that grows from step to step, and its losses. */
import { setImmediate } from 'node:timers/promises';
import { Network } from './network';
import { NotFinite } from './not-finite';
import { loadModel } from './load-model';
import { prepare } from './prepare';
import { RangeCurve, type RangePoint } from './range-curve';
import { startFor } from './session';
import type { Specification } from './specification/specification';
import { trainingFeed } from './training-feed';

export interface Ramp {
  from: number;
  to: number;
  steps: number;
}

export interface RangeResult {
  device: string;
  notices: string[];
  points: RangePoint[];
  /** Whether the loss grew beyond bounds, or left the finite numbers, before the ramp's end. */
  diverged: boolean;
  /** Where the loss fell fastest, and the largest rate at which it still fell; null where it never did. */
  steepest: number | null;
  largest: number | null;
}

interface Host {
  trusted: boolean;
  /** Ends the test after the step that runs. */
  isStopped(): boolean;
}

/** ηₜ = from · (to / from)^(t / (steps − 1)) */
const rateAt = ({ from, to, steps }: Ramp, step: number): number => from * (to / from) ** (step / (steps - 1));

/** Loss of a step; null where it is not finite: there is no greater rate to be tried. */
async function lossOf(step: Promise<{ loss: number }>): Promise<number | null> {
  try {
    return (await step).loss;
  } catch (error) {
    if (error instanceof NotFinite) return null;
    throw error;
  }
}

/** The schedule is left out: the ramp is the schedule. @returns whether it diverged */
async function climb(
  network: Network,
  feed: ReturnType<typeof trainingFeed>,
  ramp: Ramp,
  { curve, isStopped }: { curve: RangeCurve; isStopped: () => boolean },
): Promise<boolean> {
  for (let step = 0; step < ramp.steps && !isStopped(); step++) {
    const learningRate = rateAt(ramp, step);
    const batch = await feed.ready(step);
    const loss = await lossOf(network.train(batch, { step: step + 1, learningRate }));
    if (loss === null) return true;
    curve.add(learningRate, loss);
    if (curve.hasDiverged) return true;
    await setImmediate(); // lets Ctrl-C in
  }
  return false;
}

/**
 * Trains and forgets: nothing is written.
 * @throws Problem if the request cannot be met
 */
export async function rangeTest(specification: Specification, ramp: Ramp, host: Host): Promise<RangeResult> {
  await loadModel(specification, host.trusted);
  const data = await prepare(specification);
  const { device, notices } = await startFor(specification);
  const network = Network.create(specification, data.objective, device);
  const feed = trainingFeed(specification, data, Infinity);
  try {
    const { weights } = specification.model;
    if (weights !== null) network.begin(weights);
    const curve = new RangeCurve(ramp.steps);
    const diverged = await climb(network, feed, ramp, { curve, isStopped: () => host.isStopped() });
    const { points, steepest, largest } = curve;
    return { device: device.title, notices, points, diverged, steepest, largest };
  } finally {
    await feed.close();
    network.dispose();
  }
}
