# message passing without any library: GCN, GAT, GIN, edge conv, global pooling, batches of graphs
import torch
from torch import nn, Tensor
from torch.nn import Linear, ReLU, BatchNorm1d as BN, Sequential as Seq, Parameter
import torch.nn.functional as F
from typing import List, NamedTuple, Optional


class Data(NamedTuple):
    x: Tensor
    edge_index: Tensor
    y: Tensor
    edge_attr: Optional[Tensor] = None

    @property
    def num_nodes(self):
        return self.x.size(0)


class Batch:
    def __init__(self, graphs: List[Data]):
        xs, es, ys, bs = [], [], [], []
        offset = 0
        for i, g in enumerate(graphs):
            xs.append(g.x)
            es.append(g.edge_index + offset)
            ys.append(g.y)
            bs.append(torch.full((g.num_nodes,), i, dtype=torch.long))
            offset += g.num_nodes
        self.x = torch.cat(xs, dim=0)
        self.edge_index = torch.cat(es, dim=1)
        self.y = torch.cat(ys)
        self.batch = torch.cat(bs)


def scatter(src, index, dim_size, reduce='sum'):
    out = torch.zeros((dim_size,) + src.shape[1:], dtype=src.dtype)
    if reduce == 'sum':
        return out.index_add_(0, index, src)
    elif reduce == 'mean':
        out.index_add_(0, index, src)
        cnt = torch.bincount(index, minlength=dim_size).clamp(min=1)
        return out / cnt.view(-1, *([1] * (src.dim() - 1)))
    elif reduce == 'max':
        idx = index.view(-1, 1).expand_as(src)
        return out.scatter_reduce(0, idx, src, reduce='amax', include_self=False)
    raise ValueError(reduce)


def softmax(src, index, num_nodes):
    src_max = scatter(src, index, num_nodes, 'max')[index]
    out = (src - src_max).exp()
    out_sum = scatter(out, index, num_nodes, 'sum')[index]
    return out / (out_sum + 1e-16)


def add_self_loops(edge_index, num_nodes):
    loop = torch.arange(num_nodes).unsqueeze(0).repeat(2, 1)
    return torch.cat([edge_index, loop], dim=1)


class GCNConv(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.lin = Linear(in_channels, out_channels, bias=False)
        self.bias = Parameter(torch.zeros(out_channels))

    def forward(self, x, edge_index):
        N = x.size(0)
        edge_index = add_self_loops(edge_index, N)
        row, col = edge_index
        deg = torch.zeros(N).scatter_add_(0, col, torch.ones(col.size(0)))
        deg_inv_sqrt = deg.pow(-0.5)
        deg_inv_sqrt[deg_inv_sqrt == float('inf')] = 0
        norm = deg_inv_sqrt[row] * deg_inv_sqrt[col]
        x = self.lin(x)
        msg = norm.view(-1, 1) * x[row]
        out = scatter(msg, col, N)
        return out + self.bias


class GATConv(nn.Module):
    def __init__(self, in_channels, out_channels, heads=1, concat=True, negative_slope=0.2):
        super().__init__()
        self.heads, self.out_channels, self.concat, self.slope = heads, out_channels, concat, negative_slope
        self.lin = Linear(in_channels, heads * out_channels, bias=False)
        self.att_src = Parameter(torch.empty(1, heads, out_channels))
        self.att_dst = Parameter(torch.empty(1, heads, out_channels))
        nn.init.xavier_uniform_(self.att_src)
        nn.init.xavier_uniform_(self.att_dst)

    def forward(self, x, edge_index):
        H, C = self.heads, self.out_channels
        N = x.shape[0]
        edge_index = add_self_loops(edge_index, N)
        src, dst = edge_index[0], edge_index[1]
        x = self.lin(x).view(-1, H, C)
        a_src = (x * self.att_src).sum(dim=-1)
        a_dst = (x * self.att_dst).sum(-1)
        alpha = F.leaky_relu(a_src[src] + a_dst[dst], self.slope)
        alpha = softmax(alpha, dst, N)
        out = scatter(x[src] * alpha.unsqueeze(-1), dst, N)
        out = out.view(-1, H * C) if self.concat else out.mean(dim=1)
        return out


class GINConv(nn.Module):
    def __init__(self, mlp, eps=0.0, train_eps=True):
        super().__init__()
        self.nn = mlp
        if train_eps:
            self.eps = Parameter(torch.tensor([eps]))
        else:
            self.register_buffer('eps', torch.tensor([eps]))

    def forward(self, x, edge_index):
        agg = scatter(x[edge_index[0]], edge_index[1], x.size(0))
        return self.nn((1 + self.eps) * x + agg)


def knn(x, k):
    inner = -2 * torch.matmul(x.transpose(2, 1), x)
    xx = torch.sum(x ** 2, dim=1, keepdim=True)
    pairwise_distance = -xx - inner - xx.transpose(2, 1)
    idx = pairwise_distance.topk(k=k, dim=-1)[1]
    return idx


def get_graph_feature(x, k=20, idx=None):
    batch_size = x.size(0)
    num_points = x.size(2)
    x = x.view(batch_size, -1, num_points)
    if idx is None:
        idx = knn(x, k=k)
    idx_base = torch.arange(0, batch_size).view(-1, 1, 1) * num_points
    idx = idx + idx_base
    idx = idx.view(-1)
    _, num_dims, _ = x.size()
    x = x.transpose(2, 1).contiguous()
    feature = x.view(batch_size * num_points, -1)[idx, :]
    feature = feature.view(batch_size, num_points, k, num_dims)
    x = x.view(batch_size, num_points, 1, num_dims).repeat(1, 1, k, 1)
    feature = torch.cat((feature - x, x), dim=3).permute(0, 3, 1, 2).contiguous()
    return feature


class DGCNN(nn.Module):
    def __init__(self, k=5, emb=32, classes=4):
        super().__init__()
        self.k = k
        self.conv1 = nn.Sequential(nn.Conv2d(6, 16, kernel_size=1, bias=False), nn.BatchNorm2d(16), nn.LeakyReLU(0.2))
        self.conv2 = nn.Sequential(nn.Conv2d(16 * 2, 16, kernel_size=1, bias=False), nn.BatchNorm2d(16), nn.LeakyReLU(0.2))
        self.conv5 = nn.Sequential(nn.Conv1d(32, emb, kernel_size=1, bias=False), nn.BatchNorm1d(emb), nn.LeakyReLU(0.2))
        self.linear1 = nn.Linear(emb * 2, classes)

    def forward(self, x):
        batch_size = x.size(0)
        x = get_graph_feature(x, k=self.k)
        x = self.conv1(x)
        x1 = x.max(dim=-1, keepdim=False)[0]
        x = get_graph_feature(x1, k=self.k)
        x = self.conv2(x)
        x2 = x.max(dim=-1, keepdim=False)[0]
        x = torch.cat((x1, x2), dim=1)
        x = self.conv5(x)
        x1 = F.adaptive_max_pool1d(x, 1).view(batch_size, -1)
        x2 = F.adaptive_avg_pool1d(x, 1).view(batch_size, -1)
        x = torch.cat((x1, x2), 1)
        return self.linear1(x)


class Net(nn.Module):
    def __init__(self, in_dim, hidden, out_dim, layers=3):
        super().__init__()
        self.gcn = GCNConv(in_dim, hidden)
        self.gat = GATConv(hidden, hidden // 4, heads=4)
        self.gins = nn.ModuleList(
            GINConv(Seq(Linear(hidden, hidden), BN(hidden), ReLU(), Linear(hidden, hidden), ReLU())) for _ in range(layers))
        self.lin = Linear(hidden * 2, out_dim)

    def forward(self, data):
        x = F.relu(self.gcn(data.x, data.edge_index))
        x = F.elu(self.gat(x, data.edge_index))
        for conv in self.gins:
            x = x + conv(x, data.edge_index)
        B = int(data.batch.max()) + 1
        g_mean = scatter(x, data.batch, B, 'mean')
        g_max = scatter(x, data.batch, B, 'max')
        g = torch.cat([g_mean, g_max], dim=-1)
        return self.lin(F.dropout(g, p=0.5, training=self.training))


def make_graph(n, e):
    return Data(x=torch.randn(n, 7), edge_index=torch.randint(0, n, (2, e)), y=torch.randint(0, 3, (1,)))


if __name__ == '__main__':
    batch = Batch([make_graph(5, 12), make_graph(8, 20), make_graph(3, 4)])
    net = Net(7, 32, 3)
    opt = torch.optim.Adam(net.parameters(), lr=0.01, weight_decay=5e-4)
    for _ in range(2):
        logits = net(batch)
        loss = F.cross_entropy(logits, batch.y)
        opt.zero_grad(); loss.backward(); opt.step()
    pred = logits.argmax(dim=1)
    acc = (pred == batch.y).float().mean()
    cloud = DGCNN()(torch.randn(2, 3, 30))
