/** What training waits for its input: the share of a step's time in which the device had nothing to do for it. */
import { setImmediate } from 'node:timers/promises';
import type { Device } from '../backends/device';
import type { AugmentEntry } from '../data/augment';
import { Feed } from '../data/feed';
import { makeInline, makerFor, type BatchMaker } from '../data/loader/maker';
import { Network } from '../training/network';
import { prepare, type PreparedData } from '../training/prepare';
import { resolve } from '../training/resolve';
import type { Specification } from '../training/specification/specification';

/** Of a step's time, at most. */
export const WAIT_BAR = 0.05;

export interface InputWait {
  title: string;
  /** Whether other threads made the batches. */
  isAhead: boolean;
  steps: number;
  milliseconds: number;
  /** Of each step, for its input. */
  waitMilliseconds: number;
  share: number;
}

/** Compiling a step is not counted, nor is the start of a thread. */
const WARM_UP_STEPS = 10;

type Augment = readonly { type: AugmentEntry['type'] }[];

interface Case {
  title: string;
  augment: Augment;
  /** For comparison: the batches are made on the training thread, come what may. */
  isForcedHere?: boolean;
}

const ALTERED: Augment = [{ type: 'rotate' }, { type: 'crop' }, { type: 'noise' }];

const cases: readonly Case[] = [
  { title: 'as they are', augment: [] },
  { title: 'rotated, cropped, with noise', augment: ALTERED },
  { title: 'the same, made on the training thread', augment: ALTERED, isForcedHere: true },
];

/**
 * Trains the CNN of the recipe digits-cnn on each case for about `seconds`.
 * @param path of MNIST's files; null draws digits
 */
export async function* measureInput(device: Device, path: string | null, seconds: number): AsyncGenerator<InputWait> {
  for (const { title, augment, isForcedHere = false } of cases) {
    const specification = resolve('digits-cnn', { 'data.path': path, 'data.augment': augment });
    const data = await prepare(specification);
    const maker = makerOf(specification, data, isForcedHere);
    const measured = await timed(specification, data, maker, { device, seconds });
    yield { title, isAhead: maker.ahead > 0, ...measured };
  }
}

const BATCH = 64;

function makerOf(
  { data, training }: Specification,
  { train, scale, objective, white }: PreparedData,
  isHere: boolean,
): BatchMaker {
  const preparation = { scale, augment: data.augment, seed: training.seed, task: objective.task, white };
  return isHere ? makeInline(train, preparation) : makerFor(train, preparation, BATCH);
}

async function timed(
  specification: Specification,
  data: PreparedData,
  maker: BatchMaker,
  { device, seconds }: { device: Device; seconds: number },
): Promise<Omit<InputWait, 'title' | 'isAhead'>> {
  const network = Network.create(specification, data.objective, device);
  const { seed } = specification.training;
  const feed = new Feed(data.train, maker, { batchSize: BATCH, seed, epochs: Infinity, isBalanced: false });
  let [start, waited, step] = [0, 0, 0];
  try {
    const isOver = () => step > WARM_UP_STEPS && performance.now() - start > seconds * 1000;
    for (; !isOver(); step++) {
      if (step === WARM_UP_STEPS) [start, waited] = [performance.now(), feed.waited];
      await network.train(await feed.ready(step), { step: step + 1, learningRate: 1e-3 });
      await setImmediate(); // as the training loop does
    }
    const steps = step - WARM_UP_STEPS;
    const milliseconds = (performance.now() - start) / steps;
    const waitMilliseconds = ((feed.waited - waited) * 1000) / steps;
    return { steps, milliseconds, waitMilliseconds, share: waitMilliseconds / milliseconds };
  } finally {
    await feed.close();
    network.dispose();
  }
}
