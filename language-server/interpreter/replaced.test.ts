import assert from 'node:assert/strict';
import { check, shapesOf } from '../testing/check';

const HEAD = `import torch
from torch import nn
import torch.nn.functional as F
from unittest.mock import patch
`;

/** The claims of x, y and z at the module's top, where every call takes a (3, 4). */
const claimsOf = async (program: string): Promise<string[]> =>
  (await shapesOf(`${HEAD}a = torch.ones(3, 4)\nshorter = lambda x, *rest: x[:1]\n${program}`)).filter((claim) =>
    /^[xyz]: /.test(claim),
  );

describe('what a program puts in place of what a library has', () => {
  const replacing: readonly (readonly [how: string, program: string])[] = [
    ['by assignment', 'F.relu = shorter\nx = F.relu(a)\ny = nn.ReLU()(a)'],
    ['anywhere', 'x = F.relu(a)\ny = nn.Sequential(nn.ReLU())(a)\ndef change():\n    F.relu = shorter'],
    [
      'by name',
      "setattr(F, 'relu', shorter)\nx = F.relu(a)\nfor name in names: setattr(F, name, shorter)\ny = F.gelu(a)",
    ],
    ['for a time', "with patch('torch.nn.functional.relu', shorter): x = F.relu(a)\ny = F.relu(a)"],
    ['for a time, by its owner', "with patch.object(F, 'relu', shorter): x = F.relu(a)\ny = F.relu(a)"],
    ['as an entry', "F.__dict__['relu'] = shorter\nx = F.relu(a)\ny = F.relu(a)"],
    ['under another name', 'T = torch.Tensor\nT.relu = shorter\nx = a.relu()\ny = torch.relu(a)'],
    ['an operator', 'torch.Tensor.__add__ = shorter\nx = a + 1\ny = a @ a.T'],
    ['a class', 'nn.Linear = Own\nx = nn.Linear(4, 5)(a)\ny = nn.Sequential(nn.Linear(4, 5))(a)'],
    ['a method', 'nn.Linear.forward = shorter\nx = nn.Linear(7, 5)(a)\ny = nn.Bilinear(4, 4, 5)(a, a)'],
    [
      'by a class that answers for functions',
      'class Own:\n    def __torch_function__(*all): pass\nx = a + b\ny = F.relu(b)',
    ],
  ];
  for (const [how, program] of replacing)
    it(`is not known: ${how}`, async () => {
      await check(`${HEAD}a = torch.ones(3, 4)\nshorter = lambda x, *rest: x[:1]\n${program}`);
      assert.deepEqual(await claimsOf(program), ['x: ?', 'y: ?']);
    });

  it('leaves all else as it is', async () => {
    const program = `torch.backends.cudnn.benchmark = True
nn.init.normal_ = shorter
torch.Tensor.__repr__ = shorter
nn.Linear.reset_parameters = shorter
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.relu = F.relu
x = nn.Linear(4, 5)(a)
y = F.relu(x).exp()
torch.Tensor.cuda = shorter
z = torch.cat([a.cuda(), a])`;
    assert.deepEqual(await claimsOf(program), ['x: (3, 5)', 'y: (3, 5)', 'z: (n0, 4)']);
  });

  it('gives a class of the program its own methods', async () => {
    const program = `class Shorter(torch.Tensor):
    def sum(self): return self[:1]
x = a.as_subclass(Shorter).sum()
y = a.as_subclass(torch.Tensor).sum()`;
    assert.deepEqual(await claimsOf(program), ['x: ?', 'y: ()']);
  });

  it('may be a function of the language itself', async () => {
    const program = `import builtins
y = a[len([1]) :]
builtins.len = shorter
x = a[len([1]) :]`;
    assert.deepEqual(
      (await claimsOf(program)).map((each) => each.replace(/n\d/, 'n')),
      ['y: (n, 4)', 'x: (n, 4)'],
    );
  });
});
