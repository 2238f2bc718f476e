import math

import torch
from torch import nn
import torch.nn.functional as F


class BayesLinear(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.mu = nn.Parameter(torch.empty(n_out, n_in).uniform_(-0.2, 0.2))
        self.rho = nn.Parameter(torch.empty(n_out, n_in).uniform_(-5, -4))
        self.bias = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        sigma = torch.log1p(torch.exp(self.rho))
        weight = self.mu + sigma * torch.randn_like(sigma)
        self.kl = (0.5 * (sigma ** 2 + self.mu ** 2) - sigma.log() - 0.5).sum()
        return F.linear(x, weight, self.bias)


net = nn.Sequential(BayesLinear(3, 16), nn.ReLU(), BayesLinear(16, 1))
x, y = torch.randn(20, 3), torch.randn(20, 1)
samples = torch.stack([net(x) for _ in range(4)])
mean, spread = samples.mean(0), samples.std(0)
kl = net[0].kl + net[2].kl
nll = 0.5 * ((mean - y) ** 2 + math.log(2 * math.pi)).sum()
elbo = nll + kl / 10
dropout = nn.Dropout(0.5)
mc = torch.stack([dropout(x) for _ in range(3)], dim=1)
