import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

num_nodes, num_feats, num_classes = 14, 9, 3
rng = np.random.RandomState(0)
edges = rng.randint(0, num_nodes, size=(30, 2))
adj = torch.zeros(num_nodes, num_nodes)
src, dst = torch.from_numpy(edges).t()
adj[src, dst] = 1.0
adj = ((adj + adj.t()) > 0).float()


def normalize_adj(A):
    A_hat = A + torch.eye(A.shape[0])
    deg = A_hat.sum(dim=1)
    D_inv_sqrt = torch.diag(deg.pow(-0.5))
    return D_inv_sqrt @ A_hat @ D_inv_sqrt


class GraphConvolution(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super(GraphConvolution, self).__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = nn.Parameter(torch.FloatTensor(in_features, out_features))
        if bias:
            self.bias = nn.Parameter(torch.FloatTensor(out_features))
        else:
            self.register_parameter('bias', None)
        self.reset_parameters()

    def reset_parameters(self):
        stdv = 1. / self.weight.size(1) ** 0.5
        self.weight.data.uniform_(-stdv, stdv)
        if self.bias is not None:
            self.bias.data.uniform_(-stdv, stdv)

    def forward(self, input, adj):
        support = torch.mm(input, self.weight)
        output = torch.spmm(adj, support)
        if self.bias is not None:
            return output + self.bias
        else:
            return output


class GCN(nn.Module):
    def __init__(self, nfeat, nhid, nclass, dropout):
        super(GCN, self).__init__()
        self.gc1 = GraphConvolution(nfeat, nhid)
        self.gc2 = GraphConvolution(nhid, nclass)
        self.dropout = dropout

    def forward(self, x, adj):
        x = F.relu(self.gc1(x, adj))
        x = F.dropout(x, self.dropout, training=self.training)
        x = self.gc2(x, adj)
        return F.log_softmax(x, dim=1)


features = torch.from_numpy(rng.rand(num_nodes, num_feats)).float()
labels = torch.LongTensor(rng.randint(0, num_classes, num_nodes))
idx_train, idx_test = torch.arange(8), torch.arange(8, num_nodes)
A = normalize_adj(adj)
model = GCN(nfeat=features.shape[1], nhid=6, nclass=num_classes, dropout=0.5)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01, weight_decay=5e-4)
for epoch in range(2):
    model.train()
    optimizer.zero_grad()
    output = model(features, A)
    loss_train = F.nll_loss(output[idx_train], labels[idx_train])
    loss_train.backward()
    optimizer.step()
model.eval()
output = model(features, A)
preds = output[idx_test].max(1)[1].type_as(labels)
correct = preds.eq(labels[idx_test]).double().sum()
