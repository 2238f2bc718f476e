import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class FastText(nn.Module):
    def __init__(self, vocab: int, dim: int, labels: int) -> None:
        super().__init__()
        self.table = nn.Embedding(vocab, dim, padding_idx=0)
        self.out = nn.Linear(dim, labels)

    def forward(self, ids):
        mask = (ids > 0).unsqueeze(-1)
        summed = (self.table(ids) * mask).sum(1)
        mean = summed / mask.sum(1).clamp(min=1)
        return self.out(mean)


ids, labels = torch.randint(0, 50, (24, 9)), torch.randint(0, 4, (24,))
net = FastText(50, 12, 4)
for i, (batch, target) in enumerate(DataLoader(TensorDataset(ids, labels), batch_size=8)):
    logits = net(batch)
    loss = nn.functional.cross_entropy(logits, target)
    loss.backward()
nearest = (net.table.weight @ net.table.weight[3]).topk(5).indices
