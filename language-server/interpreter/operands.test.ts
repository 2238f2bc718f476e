import { check } from '../testing/check';

describe('operands of arithmetic', () => {
  it('are two numbers, where what stands there is certain', () =>
    check(`def heads(width, count):
    return width // count
#          ^^^^^^^^^^^^^^ argument-mismatch
heads(32, (7, 7))
a = 'x' * 3, [0] * 2, 2 * (1,), '%d' % 4, 3.5 // 2
def scaled(width, factor='auto'):
    return width * 2 if factor == 'auto' else width / factor
scaled(4)
`));
});
