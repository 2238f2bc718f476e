/** The batches that a specification trains on, in order. */
import { Feed } from '../data/feed';
import { makerFor } from '../data/loader/maker';
import type { PreparedData } from './prepare';
import type { Specification } from './specification/specification';

type Asked = Pick<Specification, 'training'>;

const batchSizeOf = ({ training: { batchSize } }: Asked, { train }: PreparedData): number =>
  batchSize === 'full' ? train.count : batchSize;

export const stepsPerEpochOf = (specification: Asked, data: PreparedData): number =>
  Math.ceil(data.train.count / batchSizeOf(specification, data));

/** @param epochs no batch is made after the last */
export function trainingFeed(specification: Specification, prepared: PreparedData, epochs: number): Feed {
  const { training, data } = specification;
  const { objective, scale, train, white } = prepared;
  const { seed } = training;
  const batchSize = batchSizeOf(specification, prepared);
  const preparation = { scale, augment: data.augment, seed, task: objective.task, white };
  const maker = makerFor(train, preparation, batchSize);
  return new Feed(train, maker, { batchSize, seed, epochs, isBalanced: data.balance === 'sampling' });
}
