import math

import torch
from torch import nn


class MDN(nn.Module):
    def __init__(self, n_in, n_out, k):
        super().__init__()
        self.k, self.n_out = k, n_out
        self.body = nn.Sequential(nn.Linear(n_in, 20), nn.Tanh())
        self.pi, self.mu, self.sigma = nn.Linear(20, k), nn.Linear(20, k * n_out), nn.Linear(20, k * n_out)

    def forward(self, x):
        h = self.body(x)
        pi = self.pi(h).log_softmax(dim=1)
        mu = self.mu(h).view(-1, self.k, self.n_out)
        sigma = torch.exp(self.sigma(h)).view(-1, self.k, self.n_out)
        return pi, mu, sigma


def log_likelihood(pi, mu, sigma, y):
    y = y.unsqueeze(1).expand_as(mu)
    log_component = -0.5 * (((y - mu) / sigma) ** 2 + 2 * sigma.log() + math.log(2 * math.pi))
    return torch.logsumexp(pi + log_component.sum(dim=2), dim=1)


net = MDN(2, 3, 5)
x, y = torch.randn(11, 2), torch.randn(11, 3)
pi, mu, sigma = net(x)
nll = -log_likelihood(pi, mu, sigma, y).mean()
nll.backward()
pick = torch.multinomial(pi.exp(), 1)
chosen = mu.gather(1, pick.unsqueeze(2).expand(-1, -1, 3)).squeeze(1)
sample = chosen + sigma.gather(1, pick.unsqueeze(-1).repeat(1, 1, 3)).squeeze(1) * torch.randn(11, 3)
