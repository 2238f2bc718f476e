import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

describe('operators of objects', () => {
  it('are methods of the left one, or of the right one where the left is a plain value', async () => {
    const found = await shapesOf(`import torch
class Wrapped:
    def __init__(self, data):
        self.data = data
    def __add__(self, other):
        return Wrapped(torch.cat([self.data, other.data]))
    def __rmul__(self, times):
        return Wrapped(self.data.repeat(times))
    def __lt__(self, other):
        return self.data < other
    def __neg__(self):
        return self.data[:1]
    def __enter__(self):
        return self.data
    def __pow__(self, other):
        return NotImplemented
x, y = Wrapped(torch.zeros(3)), Wrapped(torch.zeros(4))
a = (x + y).data
b = (2 * x).data
c = x < 1
d = -x
with y as e:
    f = e + 1
g = x - y
h = x ** y
`);
    assert.deepEqual(
      found.filter((each) => /^[a-h]:/.test(each)),
      ['a: (7,)', 'b: (6,)', 'c: (3,)', 'd: (1,)', 'f: (4,)', 'g: ?', 'h: ?'],
    );
  });
});
