import math

import torch
import torch.nn as nn
from torch import distributions as D


class Coupling(nn.Module):
    def __init__(self, dim, hidden, mask):
        super().__init__()
        self.register_buffer('mask', mask)
        self.scale = nn.Sequential(nn.Linear(dim, hidden), nn.Tanh(), nn.Linear(hidden, dim), nn.Tanh())
        self.shift = nn.Sequential(nn.Linear(dim, hidden), nn.Tanh(), nn.Linear(hidden, dim))

    def forward(self, x):
        kept = x * self.mask
        s = self.scale(kept) * (1 - self.mask)
        t = self.shift(kept) * (1 - self.mask)
        y = kept + (1 - self.mask) * (x * s.exp() + t)
        return y, s.sum(dim=1)

    def inverse(self, y):
        kept = y * self.mask
        s = self.scale(kept) * (1 - self.mask)
        t = self.shift(kept) * (1 - self.mask)
        return kept + (1 - self.mask) * (y - t) * torch.exp(-s)


class Flow(nn.Module):
    def __init__(self, dim=2, hidden=16, steps=4):
        super().__init__()
        base = torch.arange(dim) % 2
        masks = [base if i % 2 == 0 else 1 - base for i in range(steps)]
        self.layers = nn.ModuleList(Coupling(dim, hidden, m.float()) for m in masks)
        self.dim = dim

    def forward(self, x):
        log_det = torch.zeros(x.shape[0])
        for layer in self.layers:
            x, ld = layer(x)
            log_det = log_det + ld
        return x, log_det

    def log_prob(self, x):
        z, log_det = self(x)
        prior = -0.5 * (z ** 2).sum(1) - 0.5 * self.dim * math.log(2 * math.pi)
        return prior + log_det

    @torch.no_grad()
    def sample(self, n):
        z = torch.randn(n, self.dim)
        for layer in reversed(self.layers):
            z = layer.inverse(z)
        return z


def two_moons(n):
    theta = math.pi * torch.rand(n)
    outer = torch.stack([theta.cos(), theta.sin()], dim=1)
    inner = torch.stack([1 - theta.cos(), 0.5 - theta.sin()], dim=-1)
    pick = (torch.rand(n) < 0.5).unsqueeze(-1)
    return torch.where(pick, outer, inner) + 0.05 * torch.randn(n, 2)


flow = Flow()
opt = torch.optim.Adam(flow.parameters(), 5e-3)
for it in range(3):
    batch = two_moons(32)
    nll = -flow.log_prob(batch).mean()
    opt.zero_grad()
    nll.backward()
    opt.step()
samples = flow.sample(10)
lp = flow.log_prob(samples)
reference = D.MultivariateNormal(torch.zeros(2), torch.eye(2))
ref_lp = reference.log_prob(samples)
