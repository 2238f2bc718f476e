import torch
import torch.nn as nn
import torch.nn.functional as F


class DenseGCN(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.lin = nn.Linear(i, o)

    def forward(self, x, adj):
        deg = adj.sum(-1, keepdim=True).clamp(min=1)
        return F.relu(self.lin(adj @ x / deg))


class DiffPool(nn.Module):
    def __init__(self, dim, clusters):
        super().__init__()
        self.embed, self.assign = DenseGCN(dim, dim), DenseGCN(dim, clusters)

    def forward(self, x, adj):
        z = self.embed(x, adj)
        s = self.assign(x, adj).softmax(dim=-1)
        x_next = s.transpose(-1, -2) @ z
        adj_next = s.mT @ adj @ s
        link = (adj - s @ s.mT).norm()
        entropy = (-s * torch.log(s + 1e-15)).sum(-1).mean()
        return x_next, adj_next, link + entropy


class MPNN(nn.Module):
    """Messages over a dense edge tensor (B, N, N, E)."""

    def __init__(self, node, edge, steps=2):
        super().__init__()
        self.message = nn.Sequential(nn.Linear(2 * node + edge, node), nn.ReLU())
        self.update = nn.GRUCell(node, node)
        self.steps = steps

    def forward(self, h, e, mask):
        B, N, D = h.shape
        for _ in range(self.steps):
            hi = h.unsqueeze(2).expand(B, N, N, D)
            hj = h.unsqueeze(1).expand(B, N, N, D)
            m = self.message(torch.cat([hi, hj, e], dim=-1)) * mask.unsqueeze(-1)
            m = m.sum(dim=2)
            h = self.update(m.view(B * N, D), h.reshape(B * N, D)).view(B, N, D)
        return h


x, adj = torch.randn(2, 9, 6), (torch.rand(2, 9, 9) > 0.5).float()
x1, a1, aux1 = DiffPool(6, 4)(x, adj)
x2, a2, aux2 = DiffPool(6, 1)(x1, a1)
graph = nn.Linear(6, 3)(x2.squeeze(1))
nodes = MPNN(6, 2)(x, torch.randn(2, 9, 9, 2), adj)
laplacian = torch.diag_embed(adj.sum(-1)) - adj
