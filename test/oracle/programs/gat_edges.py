import torch
from torch import nn
import torch.nn.functional as F


class GATLayer(nn.Module):
    """Dense graph attention: e_ij = LeakyReLU(a_1 . Wh_i + a_2 . Wh_j)."""

    def __init__(self, in_dim, out_dim, heads=2, concat=True):
        super().__init__()
        self.heads, self.out_dim, self.concat = heads, out_dim, concat
        self.W = nn.Linear(in_dim, heads * out_dim, bias=False)
        self.a_src = nn.Parameter(torch.empty(heads, out_dim))
        self.a_dst = nn.Parameter(torch.empty(heads, out_dim))
        nn.init.xavier_uniform_(self.a_src)
        nn.init.xavier_uniform_(self.a_dst)

    def forward(self, h, adj):
        N = h.size(0)
        Wh = self.W(h).view(N, self.heads, self.out_dim)
        src = (Wh * self.a_src).sum(-1)
        dst = (Wh * self.a_dst).sum(-1)
        e = F.leaky_relu(src.unsqueeze(1) + dst.unsqueeze(0), 0.2)
        e = e.masked_fill(adj.unsqueeze(-1) == 0, float('-inf'))
        alpha = F.softmax(e, dim=1)
        out = torch.einsum('ijh,jhd->ihd', alpha, Wh)
        return out.reshape(N, -1) if self.concat else out.mean(dim=1)


class SparseMean(nn.Module):
    """GraphSAGE on an edge list: mean over in-neighbours by scatter."""

    def __init__(self, d_in, d_out):
        super().__init__()
        self.lin_self = nn.Linear(d_in, d_out)
        self.lin_neigh = nn.Linear(d_in, d_out)

    def forward(self, x, edge_index):
        row, col = edge_index
        messages = x[row]
        agg = torch.zeros_like(x).index_add(0, col, messages)
        deg = torch.zeros(x.size(0)).scatter_add_(0, col, torch.ones(col.size(0)))
        agg = agg / deg.clamp(min=1).unsqueeze(1)
        return F.normalize(self.lin_self(x) + self.lin_neigh(agg), p=2, dim=-1)


n = 10
x = torch.randn(n, 6)
upper = torch.triu((torch.rand(n, n) < 0.4).int(), diagonal=1)
adj = upper + upper.T + torch.eye(n, dtype=torch.int)
gat1, gat2 = GATLayer(6, 5, heads=3), GATLayer(15, 4, heads=2, concat=False)
hidden = F.elu(gat1(x, adj))
logits = gat2(hidden, adj)
edge_index = adj.nonzero().t()
sage = SparseMean(6, 8)
z = sage(x, edge_index)
readout = torch.cat([z.mean(0), z.max(0).values])
batch_vec = torch.tensor([0, 0, 0, 1, 1, 1, 1, 2, 2, 2])
graphs = torch.zeros(3, 8).index_add_(0, batch_vec, z)
link_scores = (z[edge_index[0]] * z[edge_index[1]]).sum(1).sigmoid()
