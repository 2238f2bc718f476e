import torch
import torch.nn as nn

text = "the quick brown fox jumps over the lazy dog. " * 4
chars = sorted(set(text))
stoi = {ch: i for i, ch in enumerate(chars)}
itos = {i: ch for ch, i in stoi.items()}
data = torch.tensor([stoi[c] for c in text])
SEQ, BATCH, HIDDEN = 12, 4, 24


class CharRNN(nn.Module):
    def __init__(self, vocab_size, hidden_size, n_layers=2, cell="gru"):
        super().__init__()
        self.n_layers, self.hidden_size = n_layers, hidden_size
        self.encoder = nn.Embedding(vocab_size, hidden_size)
        if cell == "gru":
            self.rnn = nn.GRU(hidden_size, hidden_size, n_layers, dropout=0.1)
        elif cell == "lstm":
            self.rnn = nn.LSTM(hidden_size, hidden_size, n_layers, dropout=0.1)
        self.decoder = nn.Linear(hidden_size, vocab_size)

    def forward(self, input, hidden):
        batch_size = input.size(0)
        encoded = self.encoder(input)
        output, hidden = self.rnn(encoded.view(1, batch_size, -1), hidden)
        output = self.decoder(output.view(batch_size, -1))
        return output, hidden

    def init_hidden(self, batch_size):
        return torch.zeros(self.n_layers, batch_size, self.hidden_size)


def random_chunk(length, batch):
    starts = torch.randint(0, 100, (batch,)).tolist()
    inp = torch.zeros(batch, length, dtype=torch.long)
    tgt = torch.zeros(batch, length, dtype=torch.long)
    for row, s in enumerate(starts):
        chunk = data[s:s + length + 1]
        inp[row] = chunk[:-1]
        tgt[row] = chunk[1:]
    return inp, tgt


net = CharRNN(40, HIDDEN)
optim = torch.optim.Adam(net.parameters(), lr=0.01)
crit = nn.CrossEntropyLoss()
for it in range(2):
    x, y = random_chunk(SEQ, BATCH)
    h = net.init_hidden(BATCH)
    net.zero_grad()
    loss = 0
    for c in range(SEQ):
        out, h = net(x[:, c], h)
        loss += crit(out.view(BATCH, -1), y[:, c])
    loss.backward()
    optim.step()

hidden = net.init_hidden(1)
prime = torch.tensor([stoi["t"]])
for p in range(5):
    out, hidden = net(prime, hidden)
    dist = out.data.view(-1).div(0.8).exp()
    top_i = torch.multinomial(dist, 1)[0]
    prime = top_i.unsqueeze(0)
