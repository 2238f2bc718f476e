import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import torch
from torch import nn
class Net(nn.Module):
    def __init__(self, classes=3):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8))
        self.head = nn.Linear(8, classes)
        self.register_buffer('center', torch.zeros(classes))
net = Net()
state = net.state_dict()
`;

describe('what a module has under names', () => {
  it('is its modules by path, and its parameters and buffers', async () => {
    const program = `${HEAD}x = torch.zeros(len([name for name, _ in net.named_modules()]), len(state))
y = state['body.0.weight']
z = {name: value for name, value in state.items() if name.startswith('head')}['head.weight']
`;
    assert.deepEqual((await shapesOf(program)).slice(-3), ['x: (5, 10)', 'y: (8, 3, 3, 3)', 'z: (3, 8)']);
  });

  it('is in the order in which PyTorch has it', async () => {
    const program = `${HEAD}x, *_ = list(state.values())
y = list(nn.Linear(3, 2).state_dict().values())[-1]
z = list(nn.BatchNorm1d(3).state_dict().values())[4]
class Late(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer('first', torch.zeros(7))
        self.weight = nn.Parameter(torch.zeros(5))
w = list(Late().state_dict().values())[0]
`;
    const found = (await shapesOf(program)).filter((claim) => /^[xyzw]: /.test(claim));
    assert.deepEqual(found, ['x: (3,)', 'y: (2,)', 'z: ()', 'w: (5,)']);
  });

  it('is unknown where a buffer may be left out', async () => {
    const left = `${HEAD}net.register_buffer('other', torch.zeros(2), persistent=False)\nx = torch.zeros(len(net.state_dict()))\n`;
    assert.equal((await shapesOf(left)).at(-1), 'x: (n0,)');
  });

  it('fits what takes it over', () =>
    check(`${HEAD}Net().load_state_dict(state)
large = Net(5)
_ = large.load_state_dict(state, strict=False)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
large.load_state_dict({name: value for name, value in state.items() if 'body' in name}, strict=False)
_ = large.load_state_dict({name: value for name, value in state.items() if 'body' in name})
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
net.load_state_dict(torch.load('net.pt'))
`));

  it('stands below module in what spreads a batch over devices', () =>
    check(`${HEAD}saved = nn.DataParallel(Net(5)).state_dict()
net.load_state_dict(saved)
^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
net.load_state_dict({name.replace('module.', ''): value for name, value in saved.items()})
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
Net(5).load_state_dict({name[7:]: value for name, value in saved.items()})
nn.DataParallel(Net(5)).load_state_dict(saved)
`));
});
