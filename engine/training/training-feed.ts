/** The batches that a specification trains on, in order. */
import { Feed } from '../data/feed';
import { makerFor } from '../data/loader/maker';
import type { PreparedData } from './prepare';
import type { Specification } from './specification/specification';

/** @param epochs no batch is made after the last */
export function trainingFeed({ training, data }: Specification, prepared: PreparedData, epochs: number): Feed {
  const { objective, scale, train, white } = prepared;
  const { seed } = training;
  const batchSize = training.batchSize === 'full' ? train.count : training.batchSize;
  const preparation = { scale, augment: data.augment, seed, task: objective.task, white };
  const maker = makerFor(train, preparation, batchSize);
  return new Feed(train, maker, { batchSize, seed, epochs, isBalanced: data.balance === 'sampling' });
}
