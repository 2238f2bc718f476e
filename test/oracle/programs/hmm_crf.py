import torch
import torch.nn as nn


class CRF(nn.Module):
    """Linear-chain CRF over emissions (B, T, K) and a mask (B, T)."""

    def __init__(self, num_tags):
        super().__init__()
        self.num_tags = num_tags
        self.start = nn.Parameter(torch.randn(num_tags))
        self.end = nn.Parameter(torch.randn(num_tags))
        self.transitions = nn.Parameter(torch.randn(num_tags, num_tags))

    def score(self, emissions, tags, mask):
        B, T, K = emissions.shape
        batch = torch.arange(B)
        total = self.start[tags[:, 0]] + emissions[batch, 0, tags[:, 0]]
        for t in range(1, T):
            step = self.transitions[tags[:, t - 1], tags[:, t]] + emissions[batch, t, tags[:, t]]
            total = total + step * mask[:, t]
        last = mask.long().sum(1) - 1
        last_tags = tags.gather(1, last.unsqueeze(1)).squeeze(1)
        return total + self.end[last_tags]

    def normalizer(self, emissions, mask):
        alpha = self.start + emissions[:, 0]
        for t in range(1, emissions.size(1)):
            broadcast = alpha.unsqueeze(2) + self.transitions + emissions[:, t].unsqueeze(1)
            following = torch.logsumexp(broadcast, dim=1)
            alpha = torch.where(mask[:, t].unsqueeze(1).bool(), following, alpha)
        return torch.logsumexp(alpha + self.end, dim=1)

    def viterbi(self, emissions):
        score = self.start + emissions[:, 0]
        history = []
        for t in range(1, emissions.size(1)):
            candidates = score.unsqueeze(2) + self.transitions
            best, pointers = candidates.max(dim=1)
            score = best + emissions[:, t]
            history.append(pointers)
        score = score + self.end
        best_last = score.argmax(dim=1)
        path = [best_last]
        for pointers in reversed(history):
            previous = pointers.gather(1, path[-1].unsqueeze(1)).squeeze(1)
            path.append(previous)
        return torch.stack(path[::-1], dim=1)

    def forward(self, emissions, tags, mask):
        return (self.normalizer(emissions, mask) - self.score(emissions, tags, mask)).mean()


class BiLSTM_CRF(nn.Module):
    def __init__(self, vocab, tags, dim=8, hidden=12):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.lstm = nn.LSTM(dim, hidden // 2, num_layers=1, bidirectional=True, batch_first=True)
        self.hidden2tag = nn.Linear(hidden, tags)
        self.crf = CRF(tags)

    def forward(self, words):
        return self.hidden2tag(self.lstm(self.embed(words))[0])


model = BiLSTM_CRF(30, 4)
words, tags = torch.randint(0, 30, (3, 6)), torch.randint(0, 4, (3, 6))
mask = (torch.arange(6) < torch.tensor([6, 4, 5]).unsqueeze(1)).float()
emissions = model(words)
nll = model.crf(emissions, tags, mask)
decoded = model.crf.viterbi(emissions)

# Forward algorithm of a discrete HMM.
pi, A, Bm = torch.ones(3) / 3, torch.rand(3, 3).softmax(1), torch.rand(3, 5).softmax(1)
obs = torch.tensor([0, 2, 4, 1])
alpha = pi * Bm[:, obs[0]]
for o in obs[1:]:
    alpha = (alpha @ A) * Bm[:, o]
likelihood = alpha.sum()
