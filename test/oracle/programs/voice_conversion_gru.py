import torch
import torch.nn as nn


class CBHG(nn.Module):
    """A bank of convolutions, highway layers and a bidirectional GRU over (B, T, C)."""

    def __init__(self, in_dim=10, K=4, projections=(12, 10)):
        super().__init__()
        self.in_dim = in_dim
        self.bank = nn.ModuleList([nn.Conv1d(in_dim, in_dim, k, padding=k // 2, bias=False) for k in range(1, K + 1)])
        self.pool = nn.MaxPool1d(2, stride=1, padding=1)
        in_sizes = [K * in_dim] + list(projections[:-1])
        self.projections = nn.ModuleList([nn.Conv1d(i, o, 3, padding=1) for i, o in zip(in_sizes, projections)])
        self.gru = nn.GRU(in_dim, in_dim, 1, batch_first=True, bidirectional=True)

    def forward(self, inputs):
        x = inputs.transpose(1, 2)
        T = x.size(-1)
        x = torch.cat([conv(x)[:, :, :T] for conv in self.bank], dim=1)
        x = self.pool(x)[:, :, :T]
        for conv in self.projections:
            x = torch.relu(conv(x))
        x = x.transpose(1, 2)
        x = x + inputs
        outputs, _ = self.gru(x)
        return outputs


class LocationAttention(nn.Module):
    def __init__(self, query, memory, hidden=8, filters=4, kernel=5):
        super().__init__()
        self.query, self.memory = nn.Linear(query, hidden), nn.Linear(memory, hidden)
        self.location = nn.Conv1d(2, filters, kernel, padding=(kernel - 1) // 2)
        self.location_dense = nn.Linear(filters, hidden)
        self.v = nn.Linear(hidden, 1)

    def forward(self, q, memory, previous, cumulative):
        cat = torch.stack([previous, cumulative], dim=1)
        loc = self.location_dense(self.location(cat).transpose(1, 2))
        energies = self.v(torch.tanh(self.query(q.unsqueeze(1)) + self.memory(memory) + loc)).squeeze(-1)
        weights = energies.softmax(-1)
        context = torch.bmm(weights.unsqueeze(1), memory).squeeze(1)
        return context, weights


encoder = CBHG()
memory = encoder(torch.randn(2, 15, 10))
attend = LocationAttention(14, 20)
rnn = nn.LSTMCell(20 + 6, 14)
proj = nn.Linear(14 + 20, 6)
h, c = torch.zeros(2, 14), torch.zeros(2, 14)
weights = torch.zeros(2, 15)
cumulative = torch.zeros(2, 15)
frame, context = torch.zeros(2, 6), torch.zeros(2, 20)
frames = []
for step in range(4):
    h, c = rnn(torch.cat([frame, context], -1), (h, c))
    context, weights = attend(h, memory, weights, cumulative)
    cumulative = cumulative + weights
    frame = proj(torch.cat([h, context], dim=-1))
    frames.append(frame)
mel = torch.stack(frames, dim=1)
alignment = cumulative / len(frames)
stop = torch.sigmoid(nn.Linear(6, 1)(mel)).squeeze(2)
