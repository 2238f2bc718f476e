/** One update of the weights as a compiled step, from a whole batch or from its parts. */
import type * as tf from '@tensorflow/tfjs-core';
import type { CompiledStep, Device, Precision, StepInput, StepInputs, StepResults } from '../backends/device';
import { GradientSums } from '../optimizers/gradients/accumulation';
import type { Gradients } from '../optimizers/gradients/clipping';
import { differentiate, type Forward } from '../optimizers/gradients/differentiate';
import { allUnscaled } from '../optimizers/gradients/loss-scale';

type Inputs = Readonly<Record<string, tf.Tensor>>;

/** What is trained, as tensor code. */
export interface Training {
  variables: readonly tf.Variable[];
  /** A loss scale among a step's inputs keeps gradients within float16. */
  precision: Precision;
  /** The loss is a mean over what counts in a part. */
  forward(inputs: Inputs): Forward;
  /** Moves the variables; what it gives is seen with the results of the last part. */
  update(gradients: Gradients, inputs: Inputs): Record<string, tf.Tensor>;
}

/** A batch, or a part of one. */
export interface Part {
  inputs: Record<string, StepInput>;
  /** What its loss is a mean over. */
  weight: number;
}

/** Inputs are named so that they cannot meet a batch's. */
const SHARE = 'accumulation/share';

const noParts = (): RangeError => new RangeError('a batch of no parts has no gradient; give at least one');

/** Adds up the parts of a batch but the last; several updates of the same variables can share it. */
export class Accumulation {
  readonly sums = new GradientSums();
  readonly #add: CompiledStep;

  constructor(
    device: Device,
    private readonly training: Training,
  ) {
    const add = (inputs: Inputs) => {
      const { results, gradients } = differentiate(() => training.forward(inputs), training.variables, inputs);
      this.sums.keep(this.sums.plus(gradients, inputs[SHARE]!));
      return results;
    };
    this.#add = device.compile(add, { precision: training.precision });
  }

  async run(parts: readonly Part['inputs'][]): Promise<StepResults[]> {
    this.sums.open(this.training.variables);
    const results: StepResults[] = [];
    for (const inputs of parts) results.push(await this.#add.run(inputs));
    return results;
  }

  dispose(): void {
    this.#add.dispose();
    this.sums.dispose();
  }
}

/** A compiled update; nothing is compiled before it is first run. */
export class Update {
  readonly #whole: CompiledStep;
  readonly #last: CompiledStep;

  constructor(
    device: Device,
    training: Training,
    private readonly accumulation: Accumulation,
  ) {
    const { sums } = accumulation;
    const gradientsOf = (inputs: Inputs) => differentiate(() => training.forward(inputs), training.variables, inputs);
    const whole = (inputs: Inputs) => {
      const { results, gradients } = gradientsOf(inputs);
      return { ...results, ...training.update(allUnscaled(gradients, inputs), inputs) };
    };
    const last = (inputs: Inputs) => {
      const { results, gradients } = gradientsOf(inputs);
      const sum = sums.plus(gradients, inputs[SHARE]!);
      const report = training.update(allUnscaled(sum, inputs), inputs);
      sums.clear();
      return { ...results, ...report };
    };
    const { precision } = training;
    this.#whole = device.compile(whole, { precision });
    this.#last = device.compile(last, { precision });
  }

  /**
   * Moves the variables once.
   * @param scalars inputs beside the batch: the learning rate, the loss scale
   * @returns the results of each part, in the last one's also those of the update
   */
  async run(parts: readonly Part[], scalars: Record<string, number>): Promise<StepResults[]> {
    if (parts.length === 0) throw noParts();
    if (parts.length === 1) return [await this.#whole.run({ ...parts[0]!.inputs, ...scalars })];
    const all = parts.reduce((total, { weight }) => total + weight, 0) || 1;
    const shared = parts.map(({ inputs, weight }) => ({ ...inputs, ...scalars, [SHARE]: weight / all }));
    const last = shared.pop()!;
    try {
      const results = await this.accumulation.run(shared);
      return [...results, await this.#last.run(last)];
    } catch (error) {
      // The parts of this batch must not count towards the next.
      this.accumulation.sums.clear();
      throw error;
    }
  }

  /** Moves the variables by whole batches, as {@link CompiledStep.runSeveral} runs steps. */
  runSeveral(
    next: (index: number) => StepInputs | null,
    accept: (results: StepResults) => boolean,
  ): Promise<StepResults[]> {
    return this.#whole.runSeveral(next, accept);
  }

  dispose(): void {
    this.#whole.dispose();
    this.#last.dispose();
  }
}
