import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class TextClassifier(nn.Module):
    def __init__(self, vocab, embed=32, hidden=48, layers=2, classes=4, bidirectional=True):
        super().__init__()
        self.embedding = nn.Embedding(vocab, embed, padding_idx=0)
        self.lstm = nn.LSTM(embed, hidden, layers, batch_first=True, bidirectional=bidirectional)
        directions = 2 if bidirectional else 1
        self.fc = nn.Linear(hidden * directions, classes)
        self.bidirectional = bidirectional

    def forward(self, text):
        embedded = self.embedding(text)
        output, (hidden, cell) = self.lstm(embedded)
        if self.bidirectional:
            last = torch.cat((hidden[-2, :, :], hidden[-1, :, :]), dim=1)
        else:
            last = hidden[-1]
        pooled = output.mean(dim=1)
        both = last + pooled
        return self.fc(both)


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(input_size=8, hidden_size=16)
        self.rnn = nn.RNN(16, 12, batch_first=False)
        self.out = nn.Linear(12, 5)

    def forward(self, x, h0):
        y, h = self.gru(x, h0)
        z, _ = self.rnn(y)
        return self.out(z)


model = TextClassifier(100)
tokens = torch.randint(1, 100, (6, 11))
scores = model(tokens)
tagger = Tagger()
sequence = torch.randn(7, 3, 8)
start = torch.zeros(1, 3, 16)
tags = tagger(sequence, start)
cell = nn.LSTMCell(10, 20)
h, c = cell(torch.randn(3, 10))
gru_cell = nn.GRUCell(10, 20)
g = gru_cell(torch.randn(3, 10), torch.randn(3, 20))
