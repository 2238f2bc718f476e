import assert from 'node:assert/strict';
import { recipes } from '../recipes/recipes.generated';
import { schedules } from '../schedules/schedules.generated';
import { idleSchedule } from './idle-schedule';
import { resolve } from './resolve';

const told = (schedule: object, epochs = 5, stepsPerEpoch = 20) =>
  idleSchedule(
    resolve('digits-cnn', {
      'optimizer.schedule': schedule,
      'optimizer.learningRate': 0.01,
      'training.epochs': epochs,
    }),
    stepsPerEpoch,
  );

describe('a schedule that a run is too short for', () => {
  it('is told where nothing has changed by the last step', () => {
    assert.deepEqual(told({ type: 'step' }), [
      'optimizer.schedule "step" changes nothing in 5 epochs: the learning rate stays 0.01; change its settings, or train longer',
    ]);
    assert.match(
      told({ type: 'exponential' }, 1)[0]!,
      /"exponential" changes nothing in 1 epoch: the learning rate st/,
    );
    assert.deepEqual(told({ type: 'step' }, 11), []);
  });

  it('is told where its warm-up never ends', () => {
    const [line] = told({ type: 'cosine', warmup: 400 });
    assert.match(line!, /warmup is 400 steps and the run has 100: the learning rate gets no further than 0\.0025; set/);
    assert.deepEqual(told({ type: 'constant', warmup: 100 }), []);
  });

  it('is none of the others: with its defaults over two epochs and a drop each, and in every recipe', () => {
    for (const { schema } of schedules) {
      const type = schema.entries.type.literal;
      assert.deepEqual(told({ type, ...(type === 'step' && { every: 1 }) }, 2), [], type);
    }
    for (const { id } of recipes) assert.deepEqual(idleSchedule(resolve(id, {}), 20), [], id);
  });
});
