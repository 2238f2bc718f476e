/** The recipes, as a form offers them. */
import { recipes } from '../recipes/recipes.generated';
import { resolve } from '../training/resolve';
import type { EngineEvent } from './protocol';

export function catalogue(): Extract<EngineEvent, { type: 'catalogue' }> {
  return {
    type: 'catalogue',
    recipes: recipes.map(({ id, title }) => {
      const { training, optimizer, data } = resolve(id, {});
      const { epochs, seed } = training;
      const batchSize = training.batchSize === 'full' ? data.samples : training.batchSize;
      return { id, title, defaults: { epochs, batchSize, learningRate: optimizer.learningRate, seed } };
    }),
  };
}
