/** The learning rate of each step: the specification's or one set live, times what the schedule says. */
import type { Memory } from '../schedules/schedule';
import { schedules } from '../schedules/schedules.generated';
import type { Specification } from './specification/specification';

type Settings = Specification['optimizer'];

/** Of the schedule, forgetting which one it is: its settings are its own. */
interface AnySchedule {
  factor(moment: { step: number; steps: number; stepsPerEpoch: number }, settings: unknown, memory: Memory): number;
  observe?(loss: number, settings: unknown, memory: Memory): Memory;
}

const scheduleOf = ({ schedule }: Settings): AnySchedule =>
  schedules.find(({ schema }) => schema.entries.type.literal === schedule.type)!;

/** Whether a schedule looks at validation losses. */
export const watchesLoss = (settings: Settings): boolean => scheduleOf(settings).observe !== undefined;

export class LearningRate {
  readonly #schedule: AnySchedule;
  #memory: Memory = [];
  #base: number;

  constructor(
    private readonly settings: Settings,
    private readonly steps: number,
    private readonly stepsPerEpoch: number,
  ) {
    this.#schedule = scheduleOf(settings);
    this.#base = settings.learningRate;
  }

  /** Of step `step`, from 0. */
  at(step: number): number {
    const { warmup } = this.settings.schedule;
    if (step < warmup) return (this.#base * (step + 1)) / warmup;
    const moment = { step: step - warmup, steps: this.steps - warmup, stepsPerEpoch: this.stepsPerEpoch };
    return this.#base * this.#schedule.factor(moment, this.settings.schedule, this.#memory);
  }

  /** What the schedule multiplies: the specification's, or the one set live. */
  get base(): number {
    return this.#base;
  }

  set(base: number): void {
    this.#base = base;
  }

  observe(loss: number): void {
    this.#memory = this.#schedule.observe?.(loss, this.settings.schedule, this.#memory) ?? this.#memory;
  }

  save(): number[] {
    return [this.#base, ...this.#memory];
  }

  restore([base = this.settings.learningRate, ...memory]: number[]): void {
    this.#base = base;
    this.#memory = memory;
  }
}
