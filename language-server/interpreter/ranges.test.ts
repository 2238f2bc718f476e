import assert from 'node:assert/strict';
import { check, shapesOf } from '../testing/check';

const HEAD = `import numpy as np
import torch
series = np.random.rand(2000, 5)
`;

describe('turns of a long range', () => {
  it('stay within it: windows over a series are all of one size', async () => {
    const found = await shapesOf(`${HEAD}windows, ends = [], []
for i in range(60, len(series)):
    windows.append(series[i - 60:i, :])
    ends.append(series[i, 0])
x, y = np.array(windows), np.array(ends)
for i in range(1900):
    a = series[i:i + 100]
for i in range(1999, 100, -1):
    b = series[i - 100:i]
for i in range(1999):
    c = series[i:i + 100]
d = [series[i:i + 7] for i in range(0, 1993, 3)]
e = np.array(d)
`);
    assert.deepEqual(found, [
      ...['series: (2000, 5)', 'x: (n0, 60, 5)', 'y: (n1,)', 'a: (100, 5)', 'b: (100, 5)', 'c: ?', 'e: (665, 7, 5)'],
    ]);
  });

  it('are no places beyond an axis, and some that surely are', () =>
    check(`${HEAD}for i in range(2000):
    a = series[i]
for i in range(2000):
    b = series[i + 1]
for i in range(2000, 3000):
    c = series[i]
for i in range(2000):
    d = torch.zeros(50)[i]
for i in range(60, 300):
    e = torch.zeros(50)[i]
#       ^^^^^^^^^^^^^^^^^^ index-out-of-range
`));
});
