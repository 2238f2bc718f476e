/** What is told of a weight and its update. */
import * as tf from '@tensorflow/tfjs-core';
import type { EngineEvent } from '../../process/protocol';
import { squaredDeviations, sumOfSquares, tableOf, type Table } from './table';

type WeightStatistics = Extract<EngineEvent, { type: 'probe' }>['weights'][number];

/** A weight around its update. */
export interface Move {
  before: tf.Tensor;
  after: tf.Tensor;
  gradient: tf.Tensor;
}

export const weightStatistics: Table<Move, Exclude<keyof WeightStatistics, 'weight'>> = tableOf(
  {
    size: ({ before }: Move) => tf.scalar(before.size),
    squares: ({ before }: Move) => sumOfSquares(before),
    deviations: ({ before }: Move) => squaredDeviations(before),
    gradientSquares: ({ gradient }: Move) => sumOfSquares(gradient),
    updateSquares: ({ before, after }: Move) => sumOfSquares(tf.sub(after, before)),
  },
  {
    norm: ({ squares }) => Math.sqrt(squares),
    deviation: ({ deviations, size }) => Math.sqrt(deviations / size),
    gradientNorm: ({ gradientSquares }) => Math.sqrt(gradientSquares),
    updateNorm: ({ updateSquares }) => Math.sqrt(updateSquares),
    updateRatio: ({ updateSquares, squares }) => Math.sqrt(updateSquares) / Math.sqrt(squares),
  },
);
