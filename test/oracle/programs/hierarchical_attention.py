import torch
from torch import nn


class AttendRNN(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.rnn = nn.GRU(dim, hidden, batch_first=True, bidirectional=True)
        self.key = nn.Linear(2 * hidden, 2 * hidden)
        self.context = nn.Parameter(torch.randn(2 * hidden))

    def forward(self, x):
        states, _ = self.rnn(x)
        scores = torch.tanh(self.key(states)) @ self.context
        alpha = scores.softmax(dim=1)
        return torch.einsum("bt,btd->bd", alpha, states), alpha


class HAN(nn.Module):
    """Documents (B, S, W) of word ids to class scores (B, K)."""

    def __init__(self, vocab=40, dim=6, hidden=5, classes=3):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.words, self.sentences = AttendRNN(dim, hidden), AttendRNN(2 * hidden, hidden)
        self.out = nn.Linear(2 * hidden, classes)

    def forward(self, docs):
        B, S, W = docs.shape
        sentence, word_alpha = self.words(self.embed(docs.view(B * S, W)))
        document, sentence_alpha = self.sentences(sentence.view(B, S, -1))
        return self.out(document), word_alpha.view(B, S, W), sentence_alpha


docs = torch.randint(0, 40, (2, 4, 7))
scores, word_alpha, sentence_alpha = HAN()(docs)
weighted = word_alpha * sentence_alpha.unsqueeze(-1)
top_sentence = sentence_alpha.argmax(dim=1)
