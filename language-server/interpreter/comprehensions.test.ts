import { expectY } from '../testing/expect-y';

it('a comprehension in the body of a class begins with what the class has, and sees no more of it', async () => {
  const program = `n = 3
class Sizes:
    n = 4
    first = [i for i in range(n)]
    others = [n for i in range(2)]
y = torch.zeros(len(Sizes.first))
y = torch.zeros(*Sizes.others)`;
  await expectY(program, ['(4,)', '(3, 3)']);
});
