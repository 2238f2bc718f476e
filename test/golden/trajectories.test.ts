/** Ten training steps from identical weights, batches and noise follow PyTorch's losses and weights. */
import assert from 'node:assert/strict';
import { optimizers } from '../../engine/optimizers/optimizers.generated';
import { deviations } from './follow';
import { networks } from './networks';
import { trajectories } from './trajectories';
import { type Prepare, ways } from './ways';

for (const way of ways) {
  describe(`training as PyTorch does: ${way.name}`, () => {
    let prepare: Prepare;

    before(async () => {
      prepare = await way.start();
    });

    for (const trajectory of trajectories) {
      for (const [style, build] of Object.entries(networks[trajectory.network]!)) {
        for (const run of trajectory.runs) {
          it(`${trajectory.network} (${style}) with ${JSON.stringify(run.optimizer)}`, async () => {
            assert.deepEqual(await deviations(trajectory, run, build, prepare), []);
          });
        }
      }
    }
  });
}

describe('the trajectories', () => {
  it('try every optimizer', () => {
    const tried = new Set(trajectories.flatMap(({ runs }) => runs.map(({ optimizer }) => optimizer.type)));
    const untried = optimizers.map(({ id }) => id).filter((id) => !tried.has(id));
    assert.deepEqual(untried, [], 'add rows to OPTIMIZERS in make_trajectories.py');
  });
});
