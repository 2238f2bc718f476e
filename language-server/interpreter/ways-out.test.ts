import { check } from '../testing/check';
import { expectY } from '../testing/expect-y';

describe('what comes last', () => {
  it('is done where a body returns, and before what is returned is used', async () => {
    const program = `done = []
def f(x):
    try:
        return x
    finally:
        done.append(1)
y = f(torch.zeros(2))
y = torch.zeros(len(done))`;
    await expectY(program, ['(2,)', '(1,)']);
  });

  it('is done where a handler returns, and in the order of bodies within each other', async () => {
    const program = `order = []
def f():
    try:
        try:
            raise ValueError
        except ValueError:
            return None
        finally:
            order.append(2)
    finally:
        order.append(3)
f()
y = torch.zeros(order)`;
    await expectY(program, ['(2, 3)']);
  });

  it('is done where a turn of a loop is left', async () => {
    const program = `n = 0
for i in range(4):
    try:
        if i == 1:
            continue
        if i == 2:
            break
    finally:
        n += 1
y = torch.zeros(n)`;
    await expectY(program, ['(3,)']);
  });

  it('decides what is returned where it returns, and what an exception becomes', async () => {
    const program = `def f(x):
    try:
        return x
    finally:
        return x.sum(0)
y = f(torch.zeros(2, 3))
def g():
    try:
        torch.zeros(2) @ torch.zeros(3)
    finally:
        return torch.zeros(7)
y = g()`;
    await expectY(program, ['(3,)', '(7,)']);
    await check(`import torch\n${program}`);
  });

  it('sees what an exception has left', async () => {
    const program = `def f():
    x = torch.zeros(1)
    try:
        x = torch.zeros(2)
        raise ValueError
    finally:
        y = x
f()`;
    await expectY(program, ['(n,)']);
  });

  it('sees what an exception has left that goes on to who catches it', async () => {
    const program = `x = torch.zeros(3)
try:
    try:
        x = x[None]
        risky()
        x = x[None]
    finally:
        y = x
except ValueError:
    pass`;
    await expectY(program, ['(…, 3)']);
  });

  it('is what the context does that a return leaves', async () => {
    const program = `class Count:
    n = 0
    def __enter__(self):
        return self
    def __exit__(self, *exception):
        self.n += 1
count = Count()
def f():
    with count:
        return 5
f()
y = torch.zeros(count.n)`;
    await expectY(program, ['(1,)']);
  });
});
