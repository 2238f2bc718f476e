import { check } from '../testing/check';

const HEAD = 'import torch\nfrom elsewhere import alike, ready\na, b = torch.zeros(2), torch.zeros(3)\n';

describe('tests', () => {
  it('are false where a part of a conjunction is, whatever the other parts are', () =>
    check(`${HEAD}stride = 2
if ready(a) and stride == 1:
    a + b
if stride == 1 and ready(a):
    a + b
if ready(a) and (ready(b) and stride == 1):
    a + b
c = a + b if ready(a) and stride == 1 else a
while ready(a) and stride == 1:
    a + b
`));

  it('are true where a part of a disjunction is, and false where that is denied', () =>
    check(`${HEAD}stride = 2
if ready(a) or stride == 2:
    pass
else:
    a + b
if not (ready(a) or stride == 2):
    a + b
`));

  it('decide nothing where no part does', () =>
    check(`${HEAD}stride = 1
if ready(a) and stride == 1:
    a + b
#   ^^^^^ shape-mismatch
if ready(a) or stride == 2:
    a + b
#   ^^^^^ shape-mismatch
if not ready(a):
    a + b
#   ^^^^^ shape-mismatch
`));

  it('that ask an unknown function about sizes keep what is there for other sizes', () =>
    check(`${HEAD}if alike(a.shape, b.shape):
    a + b
if alike(a.size(0), b.size(0)) and ready(a):
    a + b
elif ready(b):
    a + b
if a.shape == b.shape:
    a + b
`));

  it('that ask an unknown function about sizes keep all that follows where they leave', () =>
    check(`${HEAD}def joined(a, b, size):
    if not alike(a.shape[-1], size):
        return a
    return a + b
joined(a, b, 3)
for _ in range(2):
    if not alike(a.shape, b.shape):
        continue
    a + b
def measured(a, b):
    if len(a.shape) > ready(a):
        return a
    if ready(a):
        if alike(a.shape, b.shape):
            return a
    return a + b
#          ^^^^^ shape-mismatch
measured(a, b)
`));
});
