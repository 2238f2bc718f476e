import assert from 'node:assert/strict';
import { recipes } from '../recipes/recipes.generated';
import { idleHyperparameters } from './idle-hyperparameters';
import { resolve } from './resolve';

describe('hyperparameters that an optimizer has no use for', () => {
  it('are told where they were set', () => {
    const lines = idleHyperparameters(resolve('digits-cnn', { 'optimizer.type': 'adam', 'optimizer.momentum': 0.9 }));
    assert.deepEqual(lines, [
      'optimizer.momentum=0.9 changes nothing: adam has no use for it; it is one of sgd, rmsprop',
    ]);
  });

  it('are none where nothing of the kind was set: in every recipe, with every optimizer', () => {
    for (const { id } of recipes) assert.deepEqual(idleHyperparameters(resolve(id, {})), [], id);
    for (const type of ['sgd', 'rmsprop', 'adagrad', 'adadelta', 'adam', 'adamw', 'lion'])
      assert.deepEqual(idleHyperparameters(resolve('digits-cnn', { optimizer: { type } })), [], type);
  });
});
