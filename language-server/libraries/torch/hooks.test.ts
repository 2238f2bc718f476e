import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

const claimsOf = async (program: string): Promise<string[]> =>
  (await shapesOf(`import torch\nfrom torch import nn\n${program}`)).filter((claim) => /^[a-d]: /.test(claim));

describe('hooks of modules', () => {
  it('change what a module gets and gives until they are removed', async () => {
    const program = `layer = nn.Linear(3, 4)
handle = layer.register_forward_hook(lambda module, given, output: output[:, :2])
a = layer(torch.zeros(5, 3))
handle.remove()
b = layer(torch.zeros(5, 3))
layer.register_forward_pre_hook(lambda module, given: (given[0][:2],))
c = nn.Sequential(layer)(torch.zeros(5, 3))
layer.register_forward_hook(mystery)
d = layer(torch.zeros(5, 3))`;
    assert.deepEqual(await claimsOf(program), ['a: (5, 2)', 'b: (5, 4)', 'c: (2, 4)', 'd: ?']);
  });

  it('keep what they see', async () => {
    const program = `seen = []
layer = nn.Linear(3, 4)
layer.register_forward_hook(lambda module, given, output: seen.append(output))
a = layer(torch.zeros(5, 3))
b = torch.zeros(len(seen))
c = seen[0]`;
    assert.deepEqual(await claimsOf(program), ['a: (5, 4)', 'b: (1,)', 'c: (5, 4)']);
  });

  it('are not known where only some paths have registered them', async () => {
    const program = `layer = nn.Linear(3, 4)
if flag():
    layer.register_forward_hook(lambda module, given, output: output[0])
a = layer(torch.zeros(5, 3))`;
    assert.deepEqual(await claimsOf(program), ['a: ?']);
  });
});

describe('functions applied to modules', () => {
  it('run for each, from below', async () => {
    const program = `def widen(module):
    names.append(type(module).__name__)
    if isinstance(module, nn.Linear):
        module.weight = nn.Parameter(torch.zeros(6, 3))
        module.bias = None
names = []
layer = nn.Linear(3, 4)
model = nn.Sequential(layer, layer)
a = layer(torch.zeros(5, 3))
b = torch.zeros(len(list(model.children())))
model.apply(widen)
c = layer(torch.zeros(5, 3))
d = torch.zeros(len(names))`;
    assert.deepEqual(await claimsOf(program), ['a: (5, 4)', 'b: (1,)', 'c: (5, 6)', 'd: (2,)']);
  });
});
