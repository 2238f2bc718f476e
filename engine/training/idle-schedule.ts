/** A schedule of the learning rate that a run is too short for. */
import { LearningRate, watchesLoss } from './learning-rate';
import type { Specification } from './specification/specification';

type Asked = Pick<Specification, 'optimizer' | 'training'>;

/** One line where the warm-up never ends, or nothing has changed by the last step; schedules end below the whole rate. */
export function idleSchedule({ optimizer, training: { epochs } }: Asked, stepsPerEpoch: number): string[] {
  const { type, warmup } = optimizer.schedule;
  const steps = epochs * stepsPerEpoch;
  const last = new LearningRate(optimizer, steps, stepsPerEpoch).at(steps - 1);
  if (warmup > steps) {
    return [
      `optimizer.schedule.warmup is ${warmup} steps and the run has ${steps}: the learning rate gets no further than ${Number(last.toPrecision(2))}; set a shorter one`,
    ];
  }
  if (type === 'constant' || watchesLoss(optimizer) || last !== optimizer.learningRate) return [];
  return [
    `optimizer.schedule "${type}" changes nothing in ${epochs === 1 ? '1 epoch' : `${epochs} epochs`}: the learning rate stays ${last}; change its settings, or train longer`,
  ];
}
