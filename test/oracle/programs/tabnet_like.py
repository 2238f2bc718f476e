import torch
from torch import nn
import torch.nn.functional as F


def sparsemax(z):
    """Projection of rows onto the simplex, (B, D) -> (B, D)."""
    z_sorted, _ = torch.sort(z, dim=-1, descending=True)
    k = torch.arange(1, z.size(-1) + 1, dtype=z.dtype)
    cumulative = z_sorted.cumsum(dim=-1)
    support = 1 + k * z_sorted > cumulative
    k_z = support.sum(dim=-1, keepdim=True)
    tau = (cumulative.gather(-1, k_z - 1) - 1) / k_z
    return torch.clamp(z - tau, min=0)


class GhostBatchNorm(nn.Module):
    def __init__(self, dim, virtual=8):
        super().__init__()
        self.bn = nn.BatchNorm1d(dim)
        self.virtual = virtual

    def forward(self, x):
        chunks = x.chunk(max(1, x.shape[0] // self.virtual), 0)
        return torch.cat([self.bn(c) for c in chunks], dim=0)


class FeatureBlock(nn.Module):
    def __init__(self, d_in, d_out):
        super().__init__()
        self.fc = nn.Linear(d_in, 2 * d_out, bias=False)
        self.gbn = GhostBatchNorm(2 * d_out)

    def forward(self, x):
        return F.glu(self.gbn(self.fc(x)), dim=-1)


class TabNet(nn.Module):
    def __init__(self, d, n_d=6, n_a=4, steps=3, classes=3, gamma=1.3):
        super().__init__()
        self.n_d, self.gamma = n_d, gamma
        self.bn = nn.BatchNorm1d(d)
        self.first = FeatureBlock(d, n_d + n_a)
        self.blocks = nn.ModuleList(FeatureBlock(d, n_d + n_a) for _ in range(steps))
        self.attention = nn.ModuleList(nn.Sequential(nn.Linear(n_a, d, bias=False), GhostBatchNorm(d)) for _ in range(steps))
        self.head = nn.Linear(n_d, classes)

    def forward(self, x):
        x = self.bn(x)
        prior = torch.ones_like(x)
        a = self.first(x)[:, self.n_d:]
        total = 0
        entropy = 0.
        for block, attend in zip(self.blocks, self.attention):
            mask = sparsemax(attend(a) * prior)
            prior = prior * (self.gamma - mask)
            entropy = entropy - (mask * torch.log(mask + 1e-15)).sum(1).mean()
            h = block(x * mask)
            d, a = h[:, :self.n_d], h[:, self.n_d:]
            total = total + F.relu(d)
        return self.head(total), entropy


net = TabNet(10)
rows = torch.randn(16, 10)
out, sparsity = net(rows)
loss = F.cross_entropy(out, torch.randint(0, 3, (16,)), label_smoothing=0.1) + 1e-3 * sparsity
loss.backward()
