/** A look inside a training step: the same update, and what is told of every layer and weight on the way. */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import type { HostTensor } from '../../backends/device';
import { unscaled } from '../../optimizers/gradients/loss-scale';
import type { Training } from '../update';
import type { Row, Table } from './table';
import { Taps, type Tap } from './taps';
import type { Move } from './weight-statistics';

/** What is looked at. */
export interface Look<Layer extends string, Weight extends string> {
  layers: Table<Tap, Layer>;
  weights: Table<Move, Weight>;
}

/** Of a batch that comes in parts, layers are seen in the last part, gradients and updates of the whole. */
export interface Seen<Layer extends string, Weight extends string> {
  layers: ({ layer: string } & Row<Layer>)[];
  weights: ({ weight: string } & Row<Weight>)[];
}

/** Results of a step are named so that they cannot meet others. */
const LAYERS = 'probe/layers';
const WEIGHTS = 'probe/weights';

/** Makes the probed variant of a training, and reads what its steps tell. */
export class Probe<Layer extends string, Weight extends string> {
  /** It moves the variables to the same bits. */
  readonly training: Training;
  readonly #taps: Taps;
  /** As the last trace had them; every trace of a model has the same. */
  #layers: string[] = [];

  /** @param training that of the model's trainable weights, in the model's order */
  constructor(
    private readonly model: layers.LayersModel,
    training: Training,
    private readonly look: Look<Layer, Weight>,
  ) {
    this.#taps = new Taps(model);
    const { variables } = training;
    this.training = {
      ...training,
      forward: (inputs) => this.#taps.during(() => training.forward(inputs)),
      update: (gradients, inputs) => {
        const before = variables.map((weight) => tf.clone<tf.Tensor>(weight));
        const results = training.update(gradients, inputs);
        const moves = variables.map((after, index) => {
          return { before: before[index]!, after, gradient: gradients[after.name] ?? tf.zerosLike(after) };
        });
        return { ...results, [LAYERS]: this.#lookAtLayers(inputs), [WEIGHTS]: look.weights.tabulate(moves) };
      },
    };
  }

  /** What a step with this probe inside tells. */
  read(results: Record<string, HostTensor>): Seen<Layer, Weight> {
    const layers = this.look.layers.rowsOf(results[LAYERS]!);
    const weights = this.look.weights.rowsOf(results[WEIGHTS]!);
    return {
      layers: layers.map((row, index) => ({ layer: this.#layers[index]!, ...row })),
      weights: weights.map((row, index) => ({ weight: this.model.trainableWeights[index]!.originalName, ...row })),
    };
  }

  dispose(): void {
    this.#taps.dispose();
  }

  #lookAtLayers(inputs: Readonly<Record<string, tf.Tensor>>): tf.Tensor {
    const { all } = this.#taps;
    this.#layers = all.map(({ layer }) => layer.name);
    const seen = all.map((tap) => ({ ...tap, gradient: tap.gradient && unscaled(tap.gradient, inputs) }));
    const statistics = this.look.layers.tabulate(seen);
    this.#taps.dispose();
    return statistics;
  }
}
