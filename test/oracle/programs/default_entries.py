"""Logs, counts and registries: entries made on demand, under members of enums and classes; built-ins of tensors."""
import enum
import random
from collections import defaultdict

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.stateless import functional_call
from torch.utils.checkpoint import checkpoint, checkpoint_sequential


class Target(enum.Enum):
    START = enum.auto()
    NOISE = enum.auto()


class Wide(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layer = nn.Linear(width, 2 * width)

    def forward(self, x):
        return self.layer(x)


WIDTHS = {Wide: 8, nn.Linear: 4}


class Denoiser:
    def __init__(self, target=Target.NOISE):
        self.target = target
        self.net = Wide(WIDTHS[Wide])
        self.logs = defaultdict(list)
        self.counts = defaultdict(int)

    def step(self, start):
        noise = torch.randn(start.shape)
        wanted = {Target.START: start, Target.NOISE: noise}[self.target]
        guess = self.net(start + noise)[..., :8]
        loss = F.mse_loss(guess, wanted)
        self.logs['loss'].append(loss.detach())
        self.logs['guess'].append(guess.detach())
        self.counts[self.target] += len(start)
        return loss


denoiser = Denoiser()
for _ in range(3):
    denoiser.step(torch.randn(5, 8))
losses = torch.stack(denoiser.logs['loss'])
guesses = torch.cat(denoiser.logs['guess'])
seen = torch.zeros(denoiser.counts[Target.NOISE], denoiser.counts[Target.START] + 1)

groups = defaultdict(list)
for label in torch.randint(0, 2, (6,)).tolist():
    groups['all'].append(torch.full((2,), float(label)))
everything = torch.stack(groups['all'])
anchors = {'small': torch.zeros(3, 2), 'large': torch.ones(3, 2)}
anchor = anchors[random.choice(['small', 'large'])]
with torch.no_grad():
    column = anchor[random.randint(0, 2)]

slopes = [2 ** (-8 * (i + 1) / 6) for i in range(6 if float(6).is_integer() else 4)]
bias = torch.tensor(slopes)[(*((None,) * 2), Ellipsis)].abs() + abs(torch.randn(2, 1, 6)) + pow(torch.randn(6), 2)
largest = max(torch.rand(3))
weights = nn.ParameterList([nn.Parameter(torch.ones(4, 3)), nn.Parameter(torch.zeros(4))])
gradients = torch.autograd.grad(F.linear(torch.ones(2, 3), weights[0], weights[1]).sum(), weights)
fast = list(map(lambda pair: pair[0] - 0.1 * pair[1], zip(weights, gradients)))
moved = F.linear(torch.ones(2, 3), fast[0], fast[1])
gathered = torch.empty(0)
for rows in (2, 3):
    gathered = torch.cat((gathered, torch.ones(rows, 4)))


class Pointed(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(width, width), nn.Linear(width, 3)])

    def forward(self, x, scale=1.0):
        for layer in self.layers:
            x = checkpoint(layer, x) * scale
        return x


pointed = Pointed(5)
start = torch.randn(2, 5, requires_grad=True)
whole = checkpoint(pointed, start, 0.5)
parts = checkpoint_sequential(nn.Sequential(nn.Linear(5, 4), nn.ReLU(), nn.Linear(4, 2)), 2, start)
halved = {name: value / 2 for name, value in pointed.state_dict().items()}
other = functional_call(pointed, halved, (start,), {'scale': 2.0})
paths = torch.zeros(len(list(pointed.named_modules())))
pointed.load_state_dict(halved)
