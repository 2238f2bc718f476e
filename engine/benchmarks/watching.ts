/** What watching a run costs: its steps with probes and symptoms as by default, beside the same without. */
import type { Device } from '../backends/device';
import { symptoms } from '../diagnosis/symptoms.generated';
import { Control } from '../training/control';
import { TrainingLoop } from '../training/loop';
import { Network } from '../training/network';
import { prepare, type PreparedData } from '../training/prepare';
import { resolve } from '../training/resolve';
import type { Specification } from '../training/specification/specification';
import { Turns, type Time } from './turns';

/** Of a step's time without, at most. */
export const WATCH_BAR = 0.02;

/** Of each way, in turn, an epoch each: what is rare, a look, has so many times as many samples. */
const ROUNDS = 3;

/** Of a run, unless told: a short one, of whose looks those in the first hundred steps are the larger part. */
export const WATCH_STEPS = 1000;

/** Epochs shorter than most, so that a clock that slows down slows both ways alike. */
const [STEPS_PER_EPOCH, BATCH] = [150, 64];

export interface Watching {
  title: string;
  /** Of each run. */
  steps: number;
  /** Of a step. */
  alone: Time;
  watched: Time;
  /** What watching adds, of the time without. */
  share: number;
  cpuShare: number;
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
    const [watched, alone] = await timeBoth(ways, data, { device, epochs });
    const shares = {
      share: added(watched!, alone!, 'milliseconds'),
      cpuShare: added(watched!, alone!, 'cpuMilliseconds'),
    };
    yield { title, steps: epochs * STEPS_PER_EPOCH, alone: alone!, watched: watched!, ...shares };
  }
}

const added = (watched: Time, alone: Time, name: keyof Time): number => watched[name] / alone[name] - 1;

/**
 * The time of a step of a run of so many epochs, in each way. Both train one network: of two that are alike, the one whose
 * weights lie better in memory may be twentieths faster.
 */
async function timeBoth(
  ways: Specification[],
  data: PreparedData,
  { device, epochs }: { device: Device; epochs: number },
): Promise<Time[]> {
  const network = Network.create(ways[0]!, data.objective, device);
  const begun = (length: number, turns: Turns[]) =>
    ways.map((way, at) => new SlicedRun(way, data, network, { epochs: length, turns: turns[at]! }));
  const unused = ways.map(() => new Turns());
  const turns = ways.map(() => new Turns());
  try {
    // Compiles all that a run compiles.
    await inTurn(begun(1, unused), 1);
    for (let round = 0; round < ROUNDS; round++) await inTurn(begun(epochs, turns), epochs);
    return turns.map((each) => each.perStep());
  } finally {
    network.dispose();
  }
}

/** Runs side by side: an epoch of each, now the one first and now the other, until all are done. */
async function inTurn(runs: SlicedRun[], epochs: number): Promise<void> {
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const run of epoch % 2 === 0 ? runs : runs.toReversed()) await run.trainEpoch();
  }
}

/** A run as any, but that nothing is written, and that it pauses behind each epoch. */
class SlicedRun {
  private readonly control = new Control();
  private readonly turns: Turns;
  private readonly loop: TrainingLoop;
  private isBegun = false;
  private rest: () => void = () => undefined;

  constructor(
    way: Specification,
    data: PreparedData,
    network: Network,
    { epochs, turns }: { epochs: number; turns: Turns },
  ) {
    this.turns = turns;
    const specification = { ...way, training: { ...way.training, epochs } };
    this.loop = new TrainingLoop(specification, data, turns.time(network), {
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
    await new Promise<void>((settle, fail) => {
      this.rest = settle;
      if (this.isBegun) this.control.resume();
      else
        this.loop.run().then(() => {
          this.rest();
        }, fail);
      this.isBegun = true;
    });
    this.turns.end('last');
  }
}
