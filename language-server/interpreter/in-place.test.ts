import { expectY } from '../testing/expect-y';

describe('an operator in place', () => {
  it('changes a dictionary for all that hold it', async () => {
    await expectY("a = {'n': 1}\nb = a\na |= {'n': 5}\ny = torch.zeros(b['n'])", ['(5,)']);
  });

  it('changes a set, and makes another frozenset', async () => {
    await expectY('a = {1}\nb = a\na |= {2, 3}\ny = torch.zeros(len(b))', ['(n,)']);
    await expectY('a = frozenset([1])\nb = a\na |= {2}\ny = torch.zeros(len(b))', ['(n,)']);
  });

  it('changes one of several lists', async () => {
    await expectY('a, b = [1], [1, 2]\nc = a if flag() else b\nc += [3]\ny = torch.zeros(len(a))', ['(n,)']);
  });
});
