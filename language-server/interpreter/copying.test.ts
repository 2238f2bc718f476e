import { expectY } from '../testing/expect-y';

const HEAD = `import copy
class Thing:
    n = 1
    def __init__(self):
        self.sizes = [1]
`;

describe('copies that a class makes itself', () => {
  it('may hold what the object holds', async () => {
    const program = `${HEAD}    def __deepcopy__(self, memo):
        return Thing()
thing = Thing()
other = copy.copy(thing)
other.sizes.append(2)
y = torch.zeros(len(thing.sizes))`;
    await expectY(program, ['(n,)']);
  });

  it('may be the object', async () => {
    const program = `${HEAD}    def __copy__(self):
        return self
thing = Thing()
other = copy.copy(thing)
other.n = 5
y = torch.zeros(thing.n)`;
    await expectY(program, ['(n,)']);
  });
});
