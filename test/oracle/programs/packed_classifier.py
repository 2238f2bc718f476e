from typing import List, Tuple

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence
from torch.utils.data import DataLoader, Dataset


class Reviews(Dataset):
    """Token sequences of several lengths with a label each."""

    def __init__(self, count: int, vocab: int):
        g = torch.Generator().manual_seed(0)
        self.lengths = torch.randint(3, 10, (count,), generator=g).tolist()
        self.tokens = [torch.randint(1, vocab, (n,), generator=g) for n in self.lengths]
        self.labels = torch.randint(0, 2, (count,), generator=g)

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, i: int) -> Tuple[Tensor, Tensor]:
        return self.tokens[i], self.labels[i]


def collate(batch: List[Tuple[Tensor, Tensor]]):
    sequences, labels = zip(*batch)
    lengths = torch.tensor([len(s) for s in sequences])
    padded = pad_sequence(sequences, batch_first=True, padding_value=0)
    return padded, lengths, torch.stack(labels)


class Classifier(nn.Module):
    def __init__(self, vocab, dim=8, hidden=10):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim, padding_idx=0)
        self.lstm = nn.LSTM(dim, hidden, batch_first=True, bidirectional=True)
        self.score = nn.Linear(2 * hidden, 1)
        self.out = nn.Linear(4 * hidden, 2)

    def forward(self, tokens, lengths):
        e = self.embed(tokens)
        packed = pack_padded_sequence(e, lengths, batch_first=True, enforce_sorted=False)
        packed_out, (h_n, c_n) = self.lstm(packed)
        out, _ = pad_packed_sequence(packed_out, batch_first=True, total_length=tokens.size(1))
        mask = torch.arange(tokens.size(1))[None, :] < lengths[:, None]
        scores = self.score(out).squeeze(-1).masked_fill(~mask, -1e9)
        alpha = torch.softmax(scores, dim=1)
        context = (alpha.unsqueeze(-1) * out).sum(dim=1)
        final = h_n.transpose(0, 1).reshape(tokens.size(0), -1)
        return self.out(torch.cat([context, final], dim=-1))


VOCAB = 50
loader = DataLoader(Reviews(12, VOCAB), batch_size=4, collate_fn=collate)
model = Classifier(VOCAB)
opt = torch.optim.AdamW(model.parameters(), lr=1e-2)
correct = 0
for tokens, lengths, labels in loader:
    logits = model(tokens, lengths)
    loss = nn.functional.cross_entropy(logits, labels)
    opt.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    opt.step()
    correct += (logits.argmax(-1) == labels).sum().item()
fixed = torch.randint(1, VOCAB, (3, 7))
fixed_logits = model(fixed, torch.tensor([7, 5, 2]))
