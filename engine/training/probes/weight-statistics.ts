/** What is measured of a weight and its update. */
import * as tf from '@tensorflow/tfjs-core';
import type { EngineEvent } from '../../process/protocol';
import { countNotFinite, norm, type Table } from './table';

export type WeightStatistics = Extract<EngineEvent, { type: 'probe' }>['weights'][number];

/** A weight around its update. */
export interface Move {
  before: tf.Tensor;
  after: tf.Tensor;
  gradient: tf.Tensor;
}

const updateNorm = ({ before, after }: Move): tf.Tensor => norm(tf.sub(after, before));

export const weightStatistics: Table<Move, Exclude<keyof WeightStatistics, 'weight'>> = {
  norm: ({ before }) => norm(before),
  deviation: ({ before }) => tf.sqrt(tf.moments(before).variance),
  notFinite: ({ before }) => countNotFinite(before),
  gradientNorm: ({ gradient }) => norm(gradient),
  gradientMaximum: ({ gradient }) => tf.max(tf.abs(gradient)),
  gradientNotFinite: ({ gradient }) => countNotFinite(gradient),
  updateNorm,
  updateRatio: (move) => tf.div(updateNorm(move), norm(move.before)),
};
