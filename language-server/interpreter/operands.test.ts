import { check } from '../testing/check';

describe('operands of arithmetic', () => {
  it('are two numbers, where what stands there is certain', () =>
    check(`def heads(width, count):
    return width // count
#          ^^^^^^^^^^^^^^ argument-mismatch
heads(32, (7, 7))
b = 'x' ** 2
#   ^^^^^^^^ argument-mismatch
a = 'x' * 3, [0] * 2, 2 * (1,), '%d' % 4, 3.5 // 2
def scaled(width, factor='auto'):
    return width * 2 if factor == 'auto' else width / factor
scaled(4)
`));

  it('may be a list and a number of NumPy, which are an array together', () =>
    check(`import numpy as np
scores = [1.0, 2.0, 4.0]
a = np.sqrt(2) - scores
b = scores ** np.prod([2, 1])
c = 'x' - np.log(2)
#   ^^^^^^^^^^^^^^^ argument-mismatch
`));
});
