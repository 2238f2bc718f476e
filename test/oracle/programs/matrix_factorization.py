import torch
import torch.nn as nn
import torch.nn.functional as F

n_users, n_items, k = 20, 15, 6


class MF(nn.Module):
    def __init__(self, n_users, n_items, dim):
        super().__init__()
        self.P = nn.Embedding(n_users, dim)
        self.Q = nn.Embedding(n_items, dim)
        self.user_bias = nn.Embedding(n_users, 1)
        self.item_bias = nn.Embedding(n_items, 1)
        self.mu = nn.Parameter(torch.zeros(1))

    def forward(self, user_id, item_id):
        P_u = self.P(user_id)
        Q_i = self.Q(item_id)
        b_u = self.user_bias(user_id)
        b_i = self.item_bias(item_id).flatten()
        outputs = (P_u * Q_i).sum(axis=1) + torch.squeeze(b_u) + b_i + self.mu
        return outputs.flatten()


class NeuMF(nn.Module):
    def __init__(self, num_factors, num_users, num_items, nums_hiddens):
        super().__init__()
        self.P = nn.Embedding(num_users, num_factors)
        self.Q = nn.Embedding(num_items, num_factors)
        self.U = nn.Embedding(num_users, num_factors)
        self.V = nn.Embedding(num_items, num_factors)
        sizes = [2 * num_factors] + nums_hiddens
        self.mlp = nn.Sequential()
        for i in range(len(nums_hiddens)):
            self.mlp.add_module(f'dense{i}', nn.Linear(sizes[i], sizes[i + 1]))
            self.mlp.add_module(f'act{i}', nn.ReLU())
        self.prediction_layer = nn.Linear(num_factors + nums_hiddens[-1], 1, bias=False)

    def forward(self, user_id, item_id):
        gmf = self.P(user_id) * self.Q(item_id)
        mlp = self.mlp(torch.cat([self.U(user_id), self.V(item_id)], dim=1))
        con_res = torch.cat([gmf, mlp], dim=1)
        return torch.sigmoid(self.prediction_layer(con_res))


users = torch.randint(0, n_users, (32,))
items = torch.randint(0, n_items, (32,))
ratings = torch.randint(1, 6, (32,)).float()
mf = MF(n_users, n_items, k)
pred = mf(users, items)
mse = F.mse_loss(pred, ratings) + 0.01 * mf.P.weight.norm()
ncf = NeuMF(k, n_users, n_items, [8, 4])
pos = ncf(users, items)
negatives = torch.randint(0, n_items, (32,))
neg = ncf(users, negatives)
bpr = -F.logsigmoid(pos - neg).mean()
hinge = torch.clamp(1 - (pos - neg), min=0).sum()
all_scores = mf.P.weight @ mf.Q.weight.T + mf.item_bias.weight.T
seen = torch.zeros(n_users, n_items, dtype=torch.bool)
seen[users, items] = True
all_scores = all_scores.masked_fill(seen, float('-inf'))
top = all_scores.topk(5, dim=1).indices
hits = (top == items[:n_users, None]).any(dim=1)
U, S, V = torch.svd(torch.rand(12, 7))
low_rank = U[:, :3] @ torch.diag(S[:3]) @ V[:, :3].T
