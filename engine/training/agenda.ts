/** What is due between which steps of a run; steps are counted by how many were done. */
import { isProbed } from './probes/cadence';
import type { Specification } from './specification/specification';

export class Agenda {
  constructor(
    private readonly training: Specification['training'],
    private readonly stepsPerEpoch: number,
  ) {}

  /** Whether the step that comes after `done` others is looked into. */
  probes(done: number): boolean {
    return isProbed(done + 1, this.training.probeEvery);
  }

  endsEpoch(done: number): boolean {
    return done % this.stepsPerEpoch === 0;
  }

  /** Within an epoch; its end validates by itself. */
  validates(done: number): boolean {
    const { validateEvery } = this.training;
    return validateEvery !== null && done % validateEvery === 0 && !this.endsEpoch(done);
  }

  /** Within an epoch; its end saves by itself. */
  saves(done: number): boolean {
    const { everySteps } = this.training.checkpoints;
    return everySteps !== null && done % everySteps === 0 && !this.endsEpoch(done);
  }

  /** Whether the step that comes after `done` others cannot run in one breath with the one before. */
  parts(done: number): boolean {
    return this.probes(done) || this.endsEpoch(done) || this.saves(done) || this.validates(done);
  }
}
