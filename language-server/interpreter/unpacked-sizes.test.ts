import { expectY } from '../testing/expect-y';

describe('sizes that a shape is unpacked into', () => {
  it('are those at either end of a starred name', () =>
    expectY(
      `def f(x):
    b, c, *_ = x.shape
    y = torch.zeros(b, c)
    if c != 3:
        raise ValueError
    y = torch.zeros(b, c)
    assert x.ndim == 4
    y = x + 1
def g(x):
    *rest, t, d = x.size()
    y = x + 1
    y = torch.zeros(d, t)
def h(x):
    b, *_, w = x.shape
    assert x.dim() == 3
    y = x + 1
def i(x):
    b, c, *rest = x.shape
    y = x.view(b, c, -1)
`,
      ['(b, c)', '(b, 3)', '(b, 3, n, n)', '(…, t, d)', '(d, t)', '(b, n, w)', '(b, c, n)'],
    ));

  it('are those of a tensor whose last sizes are known', () =>
    expectY(
      `def f(x):
    assert x.shape[-1] == 5
    n, d = x.shape
    y = torch.zeros(n, d)
`,
      ['(n, 5)'],
    ));
});
