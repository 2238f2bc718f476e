/** What is told of a layer's output. */
import * as tf from '@tensorflow/tfjs-core';
import type { EngineEvent } from '../../process/protocol';
import { activationOf } from './activation';
import { notMeasured, share, squaredDeviations, sumOfSquares, tableOf, type Table } from './table';
import type { Tap } from './taps';

type LayerStatistics = Extract<EngineEvent, { type: 'probe' }>['layers'][number];

/** Inputs beyond ±5 pass less than a hundredth of the gradient: DeepDiagnosis (Wardat et al. 2022) calls them saturated. */
const FLAT = 5;

/** A unit that is active on fewer of the inputs is called dead by SageMaker Debugger. */
const RARE = 0.01;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Saturated outputs by tfjs's name of the activation, told by the output since it is all that a tap sees. */
const saturations: Readonly<Record<string, (y: tf.Tensor) => tf.Tensor>> = {
  sigmoid: (y) => tf.logicalOr(tf.less(y, sigmoid(-FLAT)), tf.greater(y, sigmoid(FLAT))),
  tanh: (y) => tf.greater(tf.abs(y), Math.tanh(FLAT)),
};

function saturated({ layer, output }: Tap): tf.Tensor {
  const isSaturated = saturations[activationOf(layer)];
  return isSaturated ? share(isSaturated(output)) : notMeasured();
}

/** The axes but the last. */
const leading = ({ rank }: tf.Tensor): number[] => [...Array(Math.max(0, rank - 1)).keys()];

/** How often each unit, along the last axis, is not 0: (units). All shares of zeros follow from it in one pass. */
const activity = (output: tf.Tensor): tf.Tensor => tf.mean(tf.cast(tf.notEqual(output, 0), 'float32'), leading(output));

export const layerStatistics: Table<Tap, Exclude<keyof LayerStatistics, 'layer'>> = tableOf(
  {
    size: ({ output }: Tap) => tf.scalar(output.size),
    mean: ({ output }: Tap) => tf.mean(output),
    deviations: ({ output }: Tap) => squaredDeviations(output),
    active: ({ output }: Tap) => tf.mean(activity(output)),
    dead: ({ output }: Tap) => share(tf.equal(activity(output), 0)),
    rare: ({ output }: Tap) => share(tf.less(activity(output), RARE)),
    saturated,
    gradientSquares: ({ gradient }: Tap) => (gradient ? sumOfSquares(gradient) : notMeasured()),
  },
  {
    mean: (measured) => measured.mean,
    deviation: ({ deviations, size }) => Math.sqrt(deviations / size),
    zeros: ({ active }) => 1 - active,
    dead: (measured) => measured.dead,
    rare: (measured) => measured.rare,
    saturated: (measured) => measured.saturated,
    gradientNorm: ({ gradientSquares }) => Math.sqrt(gradientSquares),
  },
);
