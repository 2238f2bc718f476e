import { expectY } from '../testing/expect-y';

describe('statements that begin with type', () => {
  const HEAD = 'class Box:\n    size = 3\nbox = Box()\n';

  it('are aliases, which bind nothing that has a shape', () =>
    expectY('size = 4\ntype Sizes = list[int]\ntype Pair[T] = tuple[T, T]\ny = torch.zeros(size)', ['(4,)']));

  it('are assignments to what a class has', async () => {
    await expectY(`${HEAD}type(box).size = 7\ny = torch.zeros(box.size)`, ['(7,)']);
    await expectY(`${HEAD}boxes = [box]\ntype(boxes[0]).size = 1 + 7\ny = torch.zeros(box.size)`, ['(8,)']);
    await expectY(`${HEAD}Box.parts = {}\ntype(box).parts['n'] = 9\ny = torch.zeros(box.parts['n'])`, ['(9,)']);
  });
});
