import assert from 'node:assert/strict';
import { shapesOf } from '../testing/check';

const HEAD = 'import random\nimport numpy as np\nimport torch\ndata = torch.arange(1000)\n';

/** What the program's last name is claimed to be. */
const last = async (text: string): Promise<string | undefined> => (await shapesOf(HEAD + text)).at(-1);

/** Each program, and what is claimed of what it ends with. */
const WINDOWS: readonly (readonly [what: string, program: string, claim: string])[] = [
  ['at places of a tensor', 'x = torch.stack([data[i : i + 8] for i in torch.randint(992, (4,))])', 'x: (4, 8)'],
  ['at such places and behind', 'i = torch.randint(5, 992, (4,))[2]\nx = data[i - 5 : i + 8]', 'x: (13,)'],
  ['at one integer', 'i = random.randint(0, 992)\nx = data[i : i + 8]', 'x: (8,)'],
  ['at integers in a list', 'at = torch.randperm(900).tolist()\nx = data[at[0] : at[0] + 8]', 'x: (8,)'],
  ['up to each place', 'for i in range(60, len(data)):\n    x = data[i - 60 : i]', 'x: (60,)'],
  ['that may reach past the end', 'i = random.randint(0, 993)\nx = data[i : i + 8]', 'x: (n0,)'],
  ['that may begin before it', 'i = random.randint(4, 900)\nx = data[i - 5 : i]', 'x: (n0,)'],
  ['between two places', 'at = torch.randint(9, (4,))\nx = data[at[0] : at[1]]', 'x: (n0,)'],
];

/** Ways to write 999 over integers below 9. */
const WRITTEN: readonly (readonly [drawn: string, write: string])[] = [
  ['torch.randint(9, (4,))', 'at[0] = 999'],
  ['torch.randint(9, (4,))', 'at += 990'],
  ['torch.randint(9, (4,))', 'at.view(2, 2).fill_(999)'],
  ['torch.randint(9, (4,))', 'at.apply_(lambda x: 999)'],
  ['torch.randint(9, (4,))', 'at.map_(at, lambda x, y: 999)'],
  ['torch.randint(9, (4,))', 'at.data[0] = 999'],
  ['np.random.randint(9, size=4)', 'at.fill(999)'],
  ['np.random.randint(9, size=4)', 'at.put([0], [999])'],
  ['np.random.randint(9, size=4)', 'at.flat[0] = 999'],
  ['np.random.randint(9, size=4)', 'at.reshape(2, 2).T.fill(999)'],
  ['np.random.randint(9, size=4)', 'np.copyto(at, 999)'],
  ['np.random.randint(9, size=4)', 'np.putmask(at, at > 0, 999)'],
];

describe('windows of a sequence', () => {
  for (const [what, program, claim] of WINDOWS)
    it(`${what} have the size that all have`, async () => {
      assert.equal(await last(program), claim);
    });

  for (const [drawn, write] of WRITTEN)
    it(`are of any size after ${write}`, async () => {
      assert.equal(await last(`at = ${drawn}\ni = at[0]\nx = data[i : i + 8]`), 'x: (8,)');
      assert.equal(await last(`at = ${drawn}\n${write}\ni = at[0]\nx = data[i : i + 8]`), 'x: (n0,)');
    });

  it('are of any place where a function is given any length', async () => {
    const claims = await shapesOf(`import torch
def windows(x, size):
    B, T = x.shape
    for i in range(T - 8):
        y = x[:, i : i + 8]
    at = torch.randint(T - 8, (B,))
    z = x[:, int(at[0]) :][:, :9]
`);
    assert.deepEqual(claims, ['y: (B, 8)', 'at: (B,)', 'z: (B, n0)']);
  });

  it('begin at another place in each turn', async () => {
    const program = 'at = [random.randint(0, 900) for _ in range(random.randint(2, 9))]\nx = data[at[0] : at[1] + 8]';
    assert.equal(await last(program), 'x: (n0,)');
  });
});
