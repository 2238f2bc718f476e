/** The recipes, as a form offers them. */
import { recipes } from '../recipes/recipes.generated';
import { resolve } from '../training/resolve';
import type { EngineEvent } from './protocol';

/** What a form shows first: it draws its own data, trains in seconds and has pictures. */
const FIRST = 'digits-cnn';

const inOrder = [...recipes].sort((a, b) => Number(b.id === FIRST) - Number(a.id === FIRST));

export function catalogue(): Extract<EngineEvent, { type: 'catalogue' }> {
  return {
    type: 'catalogue',
    recipes: inOrder.map(({ id, title }) => {
      const { training, optimizer, data } = resolve(id, {});
      const { epochs, seed } = training;
      const batchSize = training.batchSize === 'full' ? data.samples : training.batchSize;
      return { id, title, defaults: { epochs, batchSize, learningRate: optimizer.learningRate, seed } };
    }),
  };
}
