import torch
from torch import nn

PAD, WINDOW = 0, 2


def windows(ids, size):
    # ids: (B, T) -> (B, T, 2 * size + 1)
    padded = nn.functional.pad(ids, (size, size), value=PAD)
    T = ids.shape[1]
    return torch.stack([padded[:, i:i + T] for i in range(2 * size + 1)], dim=-1)


class WindowTagger(nn.Module):
    def __init__(self, vocab, dim, tags):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.hidden = nn.Linear((2 * WINDOW + 1) * dim, 16)
        self.tag = nn.Linear(16, tags)

    def forward(self, ids):
        w = windows(ids, WINDOW)
        e = self.embed(w).flatten(2)
        return self.tag(torch.tanh(self.hidden(e)))


ids = torch.randint(1, 30, (4, 11))
scores = WindowTagger(30, 6, 5)(ids)
loss = nn.CrossEntropyLoss()(scores.permute(0, 2, 1), torch.randint(0, 5, (4, 11)))
best = scores.argmax(-1)
