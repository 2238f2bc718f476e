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

/** Pairs of runs, each an epoch of one way after an epoch of the other: the middle one counts. */
const ROUNDS = 3;

/** Of a run, unless told: a short one, of whose looks those in the first hundred steps are the larger part. */
export const WATCH_STEPS = 1000;

/** Short epochs, so that what else the machine does falls on both ways alike. */
const [STEPS_PER_EPOCH, BATCH] = [100, 64];

export interface Watching {
  title: string;
  /** Of each run. */
  steps: number;
  /** Of a step in the middle pair of runs, its wall time and that of all cores. */
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
 * @param steps of a run, up to a whole epoch
 */
export async function* measureWatching(device: Device, steps: number): AsyncGenerator<Watching> {
  const epochs = Math.ceil(steps / STEPS_PER_EPOCH);
  for (const { title, model } of cases) {
    const settings = settingsOf(model);
    const ways = [{}, UNWATCHED].map((way) => resolve('digits-cnn', { ...settings, ...way }));
    const data = await prepare(ways[0]!);
    const [watched, alone] = await middle(ways, data, { device, epochs });
    const shares = { share: added(watched, alone, 'milliseconds'), cpuShare: added(watched, alone, 'cpuMilliseconds') };
    yield { title, steps: epochs * STEPS_PER_EPOCH, alone, watched, ...shares };
  }
}

const added = (watched: StepTime, alone: StepTime, name: keyof StepTime): number => watched[name] / alone[name] - 1;

type Pair = [watched: StepTime, alone: StepTime];

/** The pair of runs whose share is the middle one. */
async function middle(
  ways: Specification[],
  data: PreparedData,
  { device, epochs }: { device: Device; epochs: number },
): Promise<Pair> {
  const networks = ways.map((way) => Network.create(way, data.objective, device));
  const begun = (length: number) => ways.map((way, at) => new SlicedRun(way, data, networks[at]!, length));
  try {
    // Compiles all that a run compiles.
    await inTurn(begun(1), 1);
    const pairs: Pair[] = [];
    for (let round = 0; round < ROUNDS; round++) pairs.push(await inTurn(begun(epochs), epochs));
    const share = ([watched, alone]: Pair) => added(watched, alone, 'milliseconds');
    return pairs.sort((a, b) => share(a) - share(b))[Math.floor(ROUNDS / 2)]!;
  } finally {
    for (const network of networks) network.dispose();
  }
}

/** Runs side by side: an epoch of each, until all are done. */
async function inTurn(runs: SlicedRun[], epochs: number): Promise<Pair> {
  for (let epoch = 0; epoch < epochs; epoch++) for (const run of runs) await run.trainEpoch();
  return runs.map(({ time }) => ({
    milliseconds: time.milliseconds / (epochs * STEPS_PER_EPOCH),
    cpuMilliseconds: time.cpuMilliseconds / (epochs * STEPS_PER_EPOCH),
  })) as Pair;
}

/** Of all cores; the system counts in microseconds. */
const cpuTime = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/** A run as any, but that nothing is written, and that it pauses behind each epoch. */
class SlicedRun {
  /** Of what was trained so far. */
  readonly time: StepTime = { milliseconds: 0, cpuMilliseconds: 0 };
  private readonly control = new Control();
  private readonly loop: TrainingLoop;
  private isBegun = false;
  private rest: () => void = () => undefined;

  constructor(way: Specification, data: PreparedData, network: Network, epochs: number) {
    const specification = { ...way, training: { ...way.training, epochs } };
    this.loop = new TrainingLoop(specification, data, network, {
      emit: ({ type }) => {
        if (type === 'epoch') this.control.pause();
        if (type === 'paused') this.rest();
      },
      control: this.control,
      save: () => true,
      best: () => null,
    });
  }

  /** The next epoch, of those that are left. @throws what the loop throws */
  async trainEpoch(): Promise<void> {
    const [start, usage] = [performance.now(), process.cpuUsage()];
    await new Promise<void>((settle, fail) => {
      this.rest = settle;
      if (this.isBegun) this.control.resume();
      else
        this.loop.run().then(() => {
          this.rest();
        }, fail);
      this.isBegun = true;
    });
    this.time.milliseconds += performance.now() - start;
    this.time.cpuMilliseconds += cpuTime(usage);
  }
}
