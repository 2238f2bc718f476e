import assert from 'node:assert/strict';
import { check, shapesOf } from '../testing/check';

const before = `import os
import torch
import torch.nn as nn
from somewhere import unseen

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(4, 8)

    def forward(self, x):
        h = self.inner(x)
        return h

class Wrapper(nn.Module):
    def __init__(self, module):
        super().__init__()
        self.module = module

    def forward(self, x):
        return self.module(x)

net = Net()
net(torch.zeros(1, 4))
`;

/** What is claimed of a name, once for each shape. */
const claimed = async (name: string, code: string): Promise<string[]> =>
  (await shapesOf(before + code)).filter((each) => each.startsWith(`${name}: `));

describe('one of several values', () => {
  const calls: [name: string, code: string][] = [
    ['a module or its DataParallel', 'if flag(): net = nn.DataParallel(net)\ny = net(x)'],
    ['one of another way to say so', 'if flag(): net = nn.parallel.DistributedDataParallel(net)\ny = net(x)'],
    ['a module or what is scripted of it', 'if flag(): net = torch.jit.script(net)\ny = net(x)'],
    ['a module or what is compiled of it', 'if flag(): net = torch.compile(net, mode="x")\ny = net(x)'],
    ['what a decorator compiles', '@torch.compile(dynamic=True)\ndef run(x): return net(x)\ny = run(x)'],
    ['a module or a wrapper of the program', 'if flag(): net = Wrapper(net)\ny = net(x)'],
    ['what is given by an expression', 'y = (Wrapper(net) if flag() else net)(x)'],
    ['what a function returns', 'def wrap(n):\n    if flag(): return Wrapper(n)\n    return n\ny = wrap(net)(x)'],
    ['one of two methods', 'call = net.forward if flag() else Wrapper(net).forward\ny = call(x)'],
    ['a method of either', 'if flag(): net = Wrapper(net)\ny = net.forward(x)'],
    ['what gives itself', 'if flag(): net = Wrapper(net)\ny = net.eval().to("cpu")(x)'],
    ['none or a module', 'last = net if flag() else None\nif last is not None: y = last(x)'],
    ['one of two classes', 'Kind = Net if flag() else Other\nclass Other(Net): pass\ny = Kind()(x)'],
    ['what stands in a list', 'nets = [Wrapper(net) if flag() else net]\nfor each in nets: y = each(x)'],
    ['what only the wrapper has', 'if flag(): net = nn.DataParallel(net)\ny = net.module(x) if many() else net(x)'],
  ];
  for (const [name, code] of calls)
    it(`calls each: ${name}`, async () => {
      const program = `x = torch.zeros(2, 4)\n${code}`;
      assert.deepEqual(await claimed('h', program), ['h: (1, 8)', 'h: (2, 8)']);
      await check(before + program);
    });

  it('gives what all give', async () => {
    const other = 'class Other(Net):\n    def forward(self, x):\n        return x\n';
    const either = `${other}if flag(): net = Other()\ny = net(torch.zeros(2, 4))`;
    assert.deepEqual(await claimed('y', either), ['y: (2, n0)']);
    assert.deepEqual(await claimed('y', 'if flag(): net = Wrapper(net)\ny = net(torch.zeros(2, 4))'), ['y: (2, 8)']);
    assert.deepEqual(await claimed('y', 'if flag(): net = unseen(net)\ny = net(torch.zeros(2, 4))'), ['y: ?']);
  });

  it('claims nothing of what unseen code may call with anything', async () => {
    assert.deepEqual(await claimed('h', 'unseen(net)'), ['h: ?']);
    assert.deepEqual(await claimed('h', 'unseen(net.forward)'), ['h: ?']);
    assert.deepEqual(await claimed('h', 'unseen({"nets": [Wrapper(net)]})'), ['h: ?']);
    assert.deepEqual(await claimed('h', 'if flag(): net = unseen\nnet(torch.zeros(2, 4))'), ['h: (1, 8)', 'h: (2, 8)']);
    assert.deepEqual(await claimed('h', 'torch.nowhere.run(net)'), ['h: (…, 8)']);
    assert.deepEqual(await claimed('h', 'torch.save(net, "net.pt")'), ['h: (1, 8)']);
    const many = Array.from({ length: 9 }, (_, i) => `if flag(${i}): net = nn.Sequential(net, nn.Linear(8, ${i + 2}))`);
    assert.deepEqual(await claimed('h', `${many.join('\n')}\nnet(torch.zeros(2, 4))`), ['h: ?']);
  });

  it('is still found to crash where each call of one does', async () => {
    await check(`import torch
import torch.nn as nn

class Net(nn.Module):
    def __init__(self, wide):
        super().__init__()
        self.a = nn.Linear(4, 8)
        self.b = nn.Linear(9, 2)

    def forward(self, x):
        return self.b(self.a(x))
#              ^^^^^^^^^^^^^^^^^ shape-mismatch

net = Net(1) if flag() else Net(2)
net(torch.zeros(3, 4))
`);
  });

  it('is no crash where one alternative alone would', async () => {
    await check(`import torch
import torch.nn as nn

class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.a = nn.Linear(width, 8)

    def forward(self, x):
        return self.a(x)

net = Net(3) if flag() else Net(5)
if flag(): net(torch.zeros(1, 3))
if not flag(): net(torch.zeros(1, 5))
`);
  });
});

describe('a call that Python refuses', () => {
  it('changes nothing, as nothing runs', async () => {
    const claims = await shapesOf(`import sys, torch
from torch import nn
class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.RNN(3, 4)
    def forward(self, x, state):
        y, state = self.body(x, state)
        return y, state
class Plain(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(3, 5)
    def forward(self, x):
        z = self.body(x)
        return z
model = Recurrent() if sys.argv[1] == 'recurrent' else Plain()
x = torch.zeros(7, 2, 3)
if sys.argv[1] != 'recurrent':
    model(x)
else:
    model(x, torch.zeros(1, 2, 4))
`);
    assert.deepEqual(
      claims.filter((claim) => /^[yz]:/.test(claim)),
      ['z: (7, 2, 5)', 'y: (7, 2, 4)'],
    );
  });
});

describe('what is changed through one of several values', () => {
  const head = `import os, random, torch
class A: n = 3
class B: n = 4
a, b, i = A(), B(), random.randrange(2)
either = a if os.environ else b
lists = [[1], [1, 2]]
`;
  const changes: readonly (readonly [how: string, code: string])[] = [
    ['an attribute', 'either.n = 9'],
    ['by name', "setattr(either, 'n', 9)"],
    ['an attribute that is deleted', 'b.n = 9\ndel either.n'],
    ['what stands in a dictionary', "d = {'m': either}\nd['m'].n = 9"],
    ['what stands under a key that is not known', "d = {'x': a, 'y': b}\nd[random.choice('xy')].n = 9"],
    ['what stands at a place that is not known', '[a, b][i].n = 9'],
    ['what a loop goes through', 'for each in [a, either]: each.n = 9\na.n = 3'],
    ['parts of one of two lists', 'for each in ([a, b] if os.environ else (b,)): each.n = 9'],
    ['one that may be a list', 'each = [1] if os.environ else b\neach.n = 9'],
    ['a list', 'lists[i].append(3)\nb.n = len(lists[1])'],
    ['a list or what it is made of', 'each = lists[1] if os.environ else (1,)\neach.append(3)\nb.n = len(lists[1])'],
  ];
  for (const [how, code] of changes)
    it(`may be that of each: ${how}`, async () => {
      const claims = await shapesOf(`${head}${code}\nx = torch.ones(b.n)`);
      assert.match(
        claims.findLast((each) => each.startsWith('x:'))!,
        /^x: (\(n\d+,\)|\(…\)|\?)$/,
      );
    });
});
