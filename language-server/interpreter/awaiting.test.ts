import { check } from '../testing/check';
import { expectY } from '../testing/expect-y';

const CHANGE = 'import asyncio\nn = 2\nasync def change():\n    global n\n    n = 3\n    return torch.zeros(n)\n';

describe('asynchronous functions', () => {
  it('have changed what they change where they are awaited, or run to their end', () =>
    expectY(
      `${CHANGE}async def main():\n    await change()\n    y = torch.zeros(n)\nx = asyncio.run(change())\ny = torch.zeros(n)\n`,
      ['(3,)', '(3,)'],
    ));

  it('may have changed nothing yet where another function gives what is to be awaited', () =>
    check(`import torch\n${CHANGE}def begin():
    return change()
begun = begin()
torch.zeros(n) + torch.zeros(2)
torch.zeros(n) + torch.zeros(3)
`));
});
