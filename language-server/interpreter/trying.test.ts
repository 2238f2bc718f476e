import { check } from '../testing/check';
import { expectY } from '../testing/expect-y';

describe('what follows an exception', () => {
  it('begins from what a branch has left that raised it', async () => {
    const program = `n = 6
try:
    if flag():
        n = 5
        raise ValueError
    n = 6
except ValueError:
    y = torch.zeros(n)`;
    await expectY(program, ['(n,)']);
  });

  it('begins from what a function has left that raised it', async () => {
    const program = `out = []
def search(items):
    for item in items:
        out.append(item)
        if item == 2:
            raise KeyError
try:
    search([1, 2, 3])
except KeyError:
    pass
y = torch.zeros(len(out))`;
    await expectY(program, ['(n,)']);
  });

  it('begins from what any statement of a branch has left, where a context forgives', async () => {
    const program = `from contextlib import suppress
n = 1
with suppress(ValueError):
    if flag():
        n = 2
        risky()
    n = 1
y = torch.zeros(n)`;
    await expectY(program, ['(n,)']);
  });
});

describe('handlers', () => {
  const body = 'import torch\nx = torch.zeros(2, 3, 4)\n';

  it('may never be reached where the body does not fail as it is known', () =>
    check(`${body}try:
    a, b, c = x.shape
except ValueError:
    a, b = x.shape
try:
    y = flag(x)
except (RuntimeError, KeyError):
    y = x @ x`));

  it('are looked at where the body raises, or what they are for says nothing of sizes', () =>
    check(`${body}try:
    raise ValueError
except ValueError:
    x @ x
#   ^^^^^ shape-mismatch
try:
    import accelerated
except (ImportError, OSError):
    x @ x
#   ^^^^^ shape-mismatch`));

  it('may never be reached where the body ends by leaving a turn of a loop', () =>
    check(`${body}while True:
    try:
        a, b, c = x.shape
        break
    except ValueError:
        a, b = x.shape
for i in range(2):
    try:
        y = x.sum()
        continue
    except RuntimeError:
        x @ x`));

  it('are reached by what they are for alone, and by what none before them is for', () =>
    check(`${body}try:
    raise KeyError
except ValueError:
    x @ x
except KeyError:
    x @ x
#   ^^^^^ shape-mismatch
try:
    raise KeyError('a')
except LookupError:
    pass
except KeyError:
    x @ x
try:
    raise KeyError
except (ValueError, KeyError):
    x @ x
#   ^^^^^ shape-mismatch
try:
    assert x.dim() == 2
except AssertionError:
    x @ x
#   ^^^^^ shape-mismatch
try:
    raise SystemExit
except Exception:
    x @ x`));
});
