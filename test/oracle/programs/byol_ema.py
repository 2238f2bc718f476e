import copy
import torch
import torch.nn as nn
import torch.nn.functional as F


class MLPHead(nn.Sequential):
    def __init__(self, dim, hidden, out):
        super().__init__(nn.Linear(dim, hidden), nn.BatchNorm1d(hidden), nn.ReLU(), nn.Linear(hidden, out))


class EMA:
    def __init__(self, beta):
        self.beta = beta

    def update_average(self, old, new):
        if old is None:
            return new
        return old * self.beta + (1 - self.beta) * new


class BYOL(nn.Module):
    def __init__(self, net, dim, proj=8):
        super().__init__()
        self.online = nn.Sequential(net, MLPHead(dim, 16, proj))
        self.target = copy.deepcopy(self.online)
        self.predictor = MLPHead(proj, 16, proj)
        self.ema = EMA(0.99)

    @torch.no_grad()
    def update(self):
        for current, ma in zip(self.online.parameters(), self.target.parameters()):
            old_weight, up_weight = ma.data, current.data
            ma.data = self.ema.update_average(old_weight, up_weight)

    def loss(self, x, y):
        x = F.normalize(x, dim=-1, p=2)
        y = F.normalize(y, dim=-1, p=2)
        return 2 - 2 * (x * y).sum(dim=-1)

    def forward(self, one, two):
        p1, p2 = self.predictor(self.online(one)), self.predictor(self.online(two))
        with torch.no_grad():
            t1, t2 = self.target(one), self.target(two)
        return (self.loss(p1, t2.detach()) + self.loss(p2, t1.detach())).mean()


net = nn.Sequential(nn.Conv2d(3, 6, 3, 2), nn.ReLU(), nn.AdaptiveMaxPool2d(2), nn.Flatten())
learner = BYOL(net, 24)
opt = torch.optim.SGD(list(learner.online.parameters()) + list(learner.predictor.parameters()), lr=0.05)
for _ in range(2):
    a, b = torch.rand(5, 3, 20, 20), torch.rand(5, 3, 20, 20)
    loss = learner(a, b)
    opt.zero_grad()
    loss.backward()
    opt.step()
    learner.update()


class MemoryBank:
    def __init__(self, K, dim):
        self.queue = F.normalize(torch.randn(dim, K), dim=0)
        self.ptr, self.K = 0, K

    def enqueue(self, keys):
        n = keys.shape[0]
        self.queue[:, self.ptr:self.ptr + n] = keys.T
        self.ptr = (self.ptr + n) % self.K


bank = MemoryBank(20, 8)
q = F.normalize(learner.online(a), dim=1)
k = F.normalize(learner.target(b), dim=1).detach()
l_pos = torch.einsum('nc,nc->n', [q, k]).unsqueeze(-1)
l_neg = torch.einsum('nc,ck->nk', [q, bank.queue.clone().detach()])
logits = torch.cat([l_pos, l_neg], dim=1) / 0.07
bank.enqueue(k)
