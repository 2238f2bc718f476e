import { expectY } from '../testing/expect-y';

describe('sizes told before the rank', () => {
  it('get their places with it', () =>
    expectY(
      `def f(x, z):
    assert x.size(1) == 5 and x.dim() == 2
    y = x + 1
    assert z.shape[0] == 4
    assert z.shape[1:3] == (5, 6)
    if z.ndim != 4: raise ValueError
    y = z + 1
`,
      ['(n, 5)', '(4, 5, 6, n)'],
    ));

  it('are not those of another path, nor of another tensor', () =>
    expectY(
      `def f(x, flag):
    if flag:
        assert x.shape[0] == 3
    assert x.ndim == 2
    y = x + 1
def g(x):
    try:
        assert x.shape[0] == 3
    except AssertionError:
        pass
    assert x.ndim == 2
    y = x + 1
def h(x):
    assert x.shape[0] == 3
    x = x[0]
    assert x.ndim == 2
    y = x + 1
def i(x):
    assert x.shape[0] == 3 or x.shape[1] == 2
    assert x.ndim == 2
    y = x + 1
def j(x):
    assert x.shape[0] == 3
    z = x.permute(1, 0)
    assert z.ndim == 2
    y = z + 1
def k(xs):
    for x in xs:
        assert x.shape[0] == 3
    assert x.ndim == 2
    y = x + 1
`,
      ['(n, n)', '(n, n)', '(n, n)', '(n, n)', '(n, n)', '(n, n)'],
    ));

  it('are not kept where a tensor may get another shape in place', () =>
    expectY(
      `def f(x):
    assert x.shape[0] == 3
    x.unsqueeze_(0)
    assert x.ndim == 3
    y = x + 1
`,
      ['(n, n, n)'],
    ));
});
