import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

describe('samples that scikit-learn makes', () => {
  it('have as many targets as are asked for, where that is known', async () => {
    const program = `from sklearn.datasets import make_regression, make_swiss_roll
from somewhere import count
a = make_regression(50, 4, n_targets=3)[1]
b = make_regression(50, 4, 2, 2)[1]
c = make_regression(50, 4)[1]
d = make_regression(50, 4, n_targets=count)[1]
e = make_swiss_roll(20)[1]
`;
    assert.deepEqual(await shapesOf(program), ['a: (50, 3)', 'b: (50, 2)', 'c: (50,)', 'd: ?', 'e: (20,)']);
  });
});
