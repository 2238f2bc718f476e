import torch
from torch import nn


class SoftTree(nn.Module):
    """A differentiable tree: (B, F) -> (B, K), 2 ** depth leaves."""

    def __init__(self, n_features, depth, n_classes):
        super().__init__()
        self.depth = depth
        self.n_leaf = 2 ** depth
        self.decision = nn.Linear(n_features, self.n_leaf)
        self.pi = nn.Parameter(torch.rand(self.n_leaf, n_classes))

    def forward(self, x):
        decision = torch.sigmoid(self.decision(x))
        decision = torch.unsqueeze(decision, dim=2)
        decision = torch.cat((decision, 1 - decision), dim=2)
        batch_size = x.size()[0]
        mu = x.new_ones(batch_size, 1, 1)
        begin_idx, end_idx = 1, 2
        for n_layer in range(0, self.depth):
            mu = mu.view(batch_size, -1, 1).repeat(1, 1, 2)
            layer_decision = decision[:, begin_idx:end_idx, :]
            mu = mu * layer_decision
            begin_idx = end_idx
            end_idx = begin_idx + 2 ** (n_layer + 1)
        mu = mu.view(batch_size, self.n_leaf)
        return torch.mm(mu, self.pi.softmax(dim=-1))


class Forest(nn.Module):
    def __init__(self, trees, **kwargs):
        super().__init__()
        self.trees = nn.ModuleList()
        for _ in range(trees):
            self.trees.append(SoftTree(**kwargs))

    def forward(self, x):
        probs = [tree(x) for tree in self.trees]
        probs = torch.cat([p.unsqueeze(2) for p in probs], dim=2)
        return torch.sum(probs, dim=2) / len(self.trees)


forest = Forest(3, n_features=6, depth=3, n_classes=4)
data = torch.randn(10, 6)
prob = forest(data)
loss = nn.NLLLoss()(prob.log(), torch.randint(0, 4, (10,)))
loss.backward()
importance = torch.stack([t.decision.weight.abs().mean(0) for t in forest.trees]).mean(0)
