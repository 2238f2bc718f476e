/** What watching a run costs: its steps with probes and symptoms as by default, beside the same without. */
import type { Device } from '../backends/device';
import { symptoms } from '../diagnosis/symptoms.generated';
import { Control } from '../training/control';
import { TrainingLoop } from '../training/loop';
import { Network } from '../training/network';
import { prepare, type PreparedData } from '../training/prepare';
import { resolve } from '../training/resolve';
import type { Specification } from '../training/specification/specification';

/** Of a step's time without, at most. */
export const WATCH_BAR = 0.02;

/** Runs of each way, in turn: what else the machine does falls on both, and least on the quickest. */
const ROUNDS = 3;

/** Of a run, unless told: a short one, of whose looks those in the first hundred steps are the larger part. */
export const WATCH_STEPS = 1000;

const [STEPS_PER_EPOCH, BATCH] = [100, 64];

export interface Watching {
  title: string;
  /** Of each run. */
  steps: number;
  /** Of a step in the quickest run, its wall time and that of all cores. */
  alone: StepTime;
  watched: StepTime;
  /** What watching adds, of the time without. */
  share: number;
  cpuShare: number;
}

interface StepTime {
  milliseconds: number;
  cpuMilliseconds: number;
}

const cases = [
  { title: 'the CNN of digits-cnn', model: {} },
  { title: 'an MLP of 128 and 64 units', model: { architecture: 'mlp', params: { units: [128, 64] } } },
];

const UNWATCHED = {
  'training.probeEvery': 0,
  ...Object.fromEntries(symptoms.map(({ id }) => [`diagnosis.${id}`, false])),
};

const settingsOf = (model: object) => ({
  ...Object.fromEntries(Object.entries(model).map(([name, value]) => [`model.${name}`, value as unknown])),
  ...{ 'data.samples': STEPS_PER_EPOCH * BATCH, 'data.validation': 0, 'data.test': 0, 'training.batchSize': BATCH },
});

/**
 * Trains each network in both ways, in this process.
 * @param steps of a run, up to a whole epoch of a hundred
 */
export async function* measureWatching(device: Device, steps: number): AsyncGenerator<Watching> {
  const epochs = Math.ceil(steps / STEPS_PER_EPOCH);
  for (const { title, model } of cases) {
    const settings = settingsOf(model);
    const ways = [{}, UNWATCHED].map((way) => resolve('digits-cnn', { ...settings, ...way }));
    const data = await prepare(ways[0]!);
    const [watched, alone] = await quickest(ways, data, { device, epochs });
    const added = (name: keyof StepTime) => watched![name] / alone![name] - 1;
    const shares = { share: added('milliseconds'), cpuShare: added('cpuMilliseconds') };
    yield { title, steps: epochs * STEPS_PER_EPOCH, alone: alone!, watched: watched!, ...shares };
  }
}

/** By way. */
async function quickest(
  ways: Specification[],
  data: PreparedData,
  { device, epochs }: { device: Device; epochs: number },
): Promise<StepTime[]> {
  const networks = ways.map((way) => Network.create(way, data.objective, device));
  const best = ways.map(() => ({ milliseconds: Infinity, cpuMilliseconds: Infinity }));
  try {
    // Compiles all that a run compiles.
    for (const [at, way] of ways.entries()) await timed(way, data, networks[at]!, 1);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [at, way] of ways.entries()) {
        const { milliseconds, cpuMilliseconds } = await timed(way, data, networks[at]!, epochs);
        best[at] = {
          milliseconds: Math.min(best[at]!.milliseconds, milliseconds),
          cpuMilliseconds: Math.min(best[at]!.cpuMilliseconds, cpuMilliseconds),
        };
      }
    }
    return best;
  } finally {
    for (const network of networks) network.dispose();
  }
}

/** Of all cores; the system counts in microseconds. */
const cpuTime = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/** A run as any, but that nothing is written. */
async function timed(way: Specification, data: PreparedData, network: Network, epochs: number): Promise<StepTime> {
  const specification = { ...way, training: { ...way.training, epochs } };
  const host = {
    emit: () => undefined,
    control: new Control(),
    save: () => true,
    best: () => null,
  };
  const loop = new TrainingLoop(specification, data, network, host);
  const [start, usage] = [performance.now(), process.cpuUsage()];
  const { steps } = await loop.run();
  return { milliseconds: (performance.now() - start) / steps, cpuMilliseconds: cpuTime(usage) / steps };
}
