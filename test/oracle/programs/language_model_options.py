"""A language model whose recurrent layer is chosen by name, with its hidden state kept from one stretch to the next."""
import random

import torch
from torch import nn


class LanguageModel(nn.Module):
    def __init__(self, kind, words, width, hidden, layers, tied=False):
        super().__init__()
        self.kind, self.hidden, self.layers = kind, hidden, layers
        self.embed = nn.Embedding(words, width)
        if kind in ['LSTM', 'GRU']:
            self.rnn = getattr(nn, kind)(width, hidden, layers, dropout=0.1)
        else:
            try:
                nonlinearity = {'TANH': 'tanh', 'RELU': 'relu'}[kind]
            except KeyError as error:
                raise ValueError('an unknown kind of recurrence') from error
            self.rnn = nn.RNN(width, hidden, layers, nonlinearity=nonlinearity)
        self.norm = nn.LayerNorm(hidden)
        self.out = nn.Linear(hidden, words)
        if tied:
            self.out.weight = self.embed.weight

    def start(self, batch):
        like = next(self.parameters())
        if self.kind == 'LSTM':
            return like.new_zeros(self.layers, batch, self.hidden), like.new_zeros(self.layers, batch, self.hidden)
        return like.new_zeros(self.layers, batch, self.hidden)

    def forward(self, tokens, state):
        x = self.embed(tokens)
        x, state = self.rnn(x, state)
        x = self.norm(x)
        return self.out(x), state


def detached(state):
    if isinstance(state, torch.Tensor):
        return state.detach()
    return tuple(detached(each) for each in state)


def stretches(words, batch):
    count = words.size(0) // batch
    words = words.narrow(0, 0, count * batch)
    return words.view(batch, -1).t().contiguous()


text = stretches(torch.randint(0, 30, (143,)), 4)
for kind in ('LSTM', 'GRU', 'TANH'):
    model = LanguageModel(kind, 30, 12, 12, 2, tied=True)
    state = model.start(4)
    for i in range(0, text.size(0) - 1, 6):
        length = min(6, len(text) - 1 - i)
        data = text[i:i + length]
        target = text[i + 1:i + 1 + length].reshape(-1)
        state = detached(state)
        logits, state = model(data, state)
        loss = nn.functional.cross_entropy(logits.view(-1, 30), target)
        loss.backward()

lstm = nn.LSTM(5, 3, 2, bidirectional=True, proj_size=2)
inputs, projected = lstm.weight_ih_l1_reverse, lstm.weight_hr_l0
shift = lstm.bias_hh_l0
cell = nn.GRUCell(5, 3)
gates = cell.weight_ih
for name, parameter in nn.Sequential(nn.Conv1d(2, 4, 3), nn.GroupNorm(2, 4), nn.RNNCell(4, 2)).named_parameters():
    double = parameter * 2
    if name.endswith('bias'):
        nn.init.zeros_(parameter)
total = sum(p.numel() for p in lstm.parameters())

random.seed(3)
chosen = random.choice([torch.ones(2, 3), torch.zeros(2, 3)])
picked = torch.stack(random.sample([torch.ones(4), torch.zeros(4), torch.rand(4)], 2))
drawn = torch.stack(random.choices([torch.ones(4), torch.zeros(4)], k=5))
deck = [torch.full((3,), i) for i in range(4)]
random.shuffle(deck)
top = deck[0]
noise = torch.tensor([random.random(), random.uniform(0, 1), random.gauss(0, 1), random.normalvariate(0, 1)])
more = torch.tensor([random.expovariate(2.0), random.betavariate(1, 2), random.triangular(0, 1)])
places = torch.tensor([[random.randint(0, 3), random.randrange(4)]])
