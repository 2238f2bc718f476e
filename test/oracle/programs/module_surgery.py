"""Takes a trained network apart: swaps heads, drops and inserts layers, shares parameters."""
import inspect
from collections import OrderedDict

import torch
from torch import nn

x = torch.randn(4, 3, 16, 16)
trunk = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8 * 8 * 8, 10))
logits = trunk(x)

trunk[-1] = nn.Linear(8 * 8 * 8, 5)  # a new head
retrained = trunk(x)
trunk.append(nn.LogSoftmax(dim=1))
scores = trunk(x)
trunk.insert(1, nn.BatchNorm2d(8))
normalized = trunk(x)
tail = nn.Sequential(nn.Linear(5, 3))
tail.extend(nn.Sequential(nn.Tanh(), nn.Linear(3, 2)))
tail += nn.Sequential(nn.Softmax(dim=-1))
probabilities = tail(retrained)
dropped = tail.pop(3)
del tail[2]
short = tail(retrained)

towers = nn.ModuleList([nn.Linear(5, 5)])
towers.append(nn.Linear(5, 6))
towers.extend([nn.ReLU(), nn.Linear(6, 7)])
towers += [nn.Linear(7, 8)]
towers.insert(0, nn.Identity())
towers[1] = nn.Linear(5, 5, bias=False)
h = retrained
for tower in towers:
    h = tower(h)
last = towers.pop(-1)
del towers[0]
features = last(torch.randn(4, 7))

scales = nn.ParameterList([nn.Parameter(torch.ones(5))])
scales.append(nn.Parameter(torch.zeros(5)))
scales.extend([nn.Parameter(torch.ones(3, 5))])
scales += [nn.Parameter(torch.ones(2))]
scales[3] = nn.Parameter(torch.ones(4))
scaled = retrained * scales[0] + scales[1]

heads = nn.ModuleDict({'coarse': nn.Linear(5, 2), 'fine': nn.Linear(5, 9)})
heads['box'] = nn.Linear(5, 4)
outputs = {name: head(retrained) for name, head in heads.items()}
boxes = outputs['box']
widths = sum(head.out_features for head in heads.values())
every = torch.cat([heads[name](retrained) for name in heads.keys()], dim=1)
heads.update(OrderedDict(mask=nn.Linear(5, 6)))
masks = heads['mask'](retrained)
fine = heads.pop('fine')
finer = fine(retrained)
del heads['coarse']
heads.clear()


class Mixer(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.register_parameter('gain', nn.Parameter(torch.ones(width)))
        self.register_module('inner', nn.Linear(width, width))
        self.register_buffer('step', torch.zeros(1))
        self.add_module('outer', nn.Linear(width, 2 * width))

    def extra_repr(self):
        return f'width={self.gain.numel()}'

    def forward(self, x):
        y = self.inner(x) * self.gain
        z = self.outer(y) + self.step
        return z


mixer = Mixer(6)
captured = {}
handles = [
    mixer.inner.register_forward_hook(lambda module, given, result: captured.update(inner=result.detach())),
    mixer.register_forward_pre_hook(lambda module, given: None),
    mixer.outer.register_full_backward_hook(lambda module, before, after: None),
]
z = mixer(torch.randn(2, 6))
z.sum().backward()
for handle in handles:
    handle.remove()
plain = nn.Linear(3, 3)
old = plain.register_backward_hook(lambda module, before, after: None)
plain(torch.randn(2, 3)).sum().backward()
loaded = mixer.register_load_state_dict_post_hook(lambda module, keys: None)
renamed = mixer._register_load_state_dict_pre_hook(lambda *given: None)
mixer.load_state_dict(mixer.state_dict())

total = sum(p.numel() for p in mixer.parameters())
buffers = sum(b.numel() for b in mixer.buffers()) + sum(b.numel() for name, b in mixer.named_buffers())
names = [name for name, module in mixer.named_modules()] + [name for name, child in mixer.named_children()]
weight = mixer.get_parameter('inner.weight')
inner = mixer.get_submodule('inner')
text = mixer.extra_repr() + plain.extra_repr()
arity = len(inspect.signature(mixer.forward).parameters)
stretched = torch.ones(arity, 6)
exact = mixer.double()
w = exact(torch.randn(2, 6, dtype=torch.float64))
single = mixer.float()
v = single(torch.randn(2, 6))
coarse = nn.Linear(6, 4).bfloat16()
b = coarse(torch.randn(2, 6, dtype=torch.bfloat16))
half = nn.Linear(6, 4).half()
stored = half.weight.detach()
typed = nn.Linear(6, 4).type(torch.float64)
u = typed(torch.randn(2, 6, dtype=torch.float64))
home = mixer.cpu()
shared = nn.Linear(6, 4).share_memory()
t = shared(torch.randn(3, 6))
frozen = nn.Linear(6, 4).requires_grad_(False)
s = frozen(torch.randn(3, 6))
empty = nn.Linear(6, 4, device='meta').to_empty(device='cpu')
r = empty(torch.zeros(3, 6))
synchronized = nn.SyncBatchNorm(8)
running = synchronized.running_mean

joined = nn.utils.parameters_to_vector(nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4)).parameters())
clipped = nn.Linear(3, 4)
clipped(torch.zeros(2, 3)).sum().backward()
norm = nn.utils.clip_grad_norm_(clipped.parameters(), 1.0)
