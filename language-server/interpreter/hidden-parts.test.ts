import { expectY } from '../testing/expect-y';

const HEAD = `from torch import nn
class Holder(nn.Module):
    def __init__(self, held):
        super().__init__()
        self.own = nn.Linear(2, 4)
`;
const COUNT = `holder = Holder(nn.Linear(3, 2))
y = torch.zeros(len(list(holder.parameters())))
y = holder.held(torch.zeros(5, 3))`;

describe('what is set behind a module’s back', () => {
  const hidden = [
    "object.__setattr__(self, 'held', held)",
    "self.__dict__['held'] = held",
    "vars(self)['held'] = held",
  ];
  for (const code of hidden)
    it(`is no part of it: ${code}`, () => expectY(`${HEAD}        ${code}\n${COUNT}`, ['(2,)', '(5, 2)']));

  const parts = ["self.__setattr__('held', held)", "super().__setattr__('held', held)", "self._modules['held'] = held"];
  for (const code of parts)
    it(`other than by its own ways: ${code}`, () => expectY(`${HEAD}        ${code}\n${COUNT}`, ['(4,)', '(5, 2)']));
});
