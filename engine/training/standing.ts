/**
 * Where a run stands between two steps: how many are done, what is measured, what early stopping and schedule remember.
 * Beside the network's state it is all that a checkpoint holds, so that a resumed run goes on bit for bit.
 */
import type { Checkpoint } from '../storage/checkpoint';
import { EarlyStopping } from './early-stopping';
import { LearningRate } from './learning-rate';
import type { Objective } from './objective';
import type { Specification } from './specification/specification';
import { Sums, type Measures } from './sums';

/** Names of counters in a checkpoint. */
const RATE = 'learningRate';
const STOPPING = 'earlyStopping';
const DUE = 'due';

export class Standing {
  /** Of the epoch that is running. */
  readonly epochSums: Sums;
  readonly rate: LearningRate;
  readonly stopping: EarlyStopping;
  /** Steps done. */
  step = 0;
  /** Whether what is due after the last step, a validation or an epoch's end, was stopped and is still to come. */
  isDue = false;
  validation: Measures = {};
  train: Measures = {};
  /** Counters of the checkpoint that is gone on with. */
  progress: Checkpoint['progress'] = {};

  constructor(
    { optimizer, training }: Specification,
    objective: Objective,
    private readonly stepsPerEpoch: number,
  ) {
    this.epochSums = new Sums(objective);
    this.rate = new LearningRate(optimizer, stepsPerEpoch * training.epochs, stepsPerEpoch);
    this.stopping = new EarlyStopping(training.earlyStopping);
  }

  /** Whole epochs done. */
  get epoch(): number {
    return Math.floor(this.step / this.stepsPerEpoch);
  }

  /** What a message of the last step says of it. */
  position() {
    const learningRate = this.rate.at(Math.max(0, this.step - 1));
    return { step: this.step, epoch: this.epoch + 1, learningRate };
  }

  /** As a checkpoint holds it. */
  save(): Pick<Checkpoint, 'step' | 'progress' | 'measures'> {
    const { step, train, validation } = this;
    const own = { [RATE]: this.rate.save(), [STOPPING]: this.stopping.save() };
    const due = this.isDue ? { [DUE]: [1] } : {};
    return { step, measures: { train, validation }, progress: { ...this.epochSums.save(), ...own, ...due } };
  }

  restore({ step, progress, measures }: Pick<Checkpoint, 'step' | 'progress' | 'measures'>): void {
    this.epochSums.restore(progress);
    this.progress = progress;
    this.rate.restore(progress[RATE] ?? []);
    this.stopping.restore(progress[STOPPING] ?? []);
    this.isDue = (progress[DUE] ?? []).length > 0;
    this.train = measures.train;
    this.validation = measures.validation;
    this.step = step;
  }
}
