"""
Writes exchange.json: networks of PyTorch with our architectures, their weights as PyTorch names and lays them out, the
same network as PyTorch exports it to ONNX, some inputs and the logits.

    /usr/bin/python3 test/golden/make_exchange.py        # again: commit the result
    /usr/bin/python3 test/golden/make_exchange.py mlp    # that network on standard output

Needs PyTorch 1.13 (Debian's python3-torch); the tests read the JSON only.
"""
import base64
import io
import json
import os
import sys
from collections import OrderedDict

import torch
from torch import nn

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'exchange.json')
BATCH = 3


def named(**modules):
    return nn.Sequential(OrderedDict(modules))


def task(architecture, params, shape, vocabulary=None):
    return {'model': {'architecture': architecture, 'params': params}, 'inputShape': shape, 'vocabulary': vocabulary}


def mlp():
    """Modules of an nn.Sequential without names; images of two channels, which PyTorch flattens channels first."""
    network = nn.Sequential(nn.Flatten(), nn.Linear(24, 6), nn.Tanh(), nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 4))
    return task('mlp', {'units': [6, 5], 'activation': 'tanh'}, [4, 3, 2]), network


def cnn():
    network = named(
        conv1=nn.Conv2d(2, 3, 3, padding=1), relu1=nn.ReLU(), pool1=nn.MaxPool2d(2),
        conv2=nn.Conv2d(3, 4, 3, padding=1), relu2=nn.ReLU(), pool2=nn.MaxPool2d(2), flatten=nn.Flatten(),
        dense1=nn.Linear(24, 5), relu3=nn.ReLU(), logits=nn.Linear(5, 4))
    return task('cnn', {'filters': [3, 4], 'units': [5]}, [8, 12, 2]), network


def seen(norm):
    """A batch normalization that has averages, weights and biases of its own."""
    for tensor in (norm.running_mean, norm.running_var, norm.weight, norm.bias):
        nn.init.uniform_(tensor, 0.2, 1.7)
    return norm


def normalized():
    network = named(
        conv1=nn.Conv2d(2, 3, 3, padding=1, bias=False), conv1_norm=seen(nn.BatchNorm2d(3)), relu1=nn.ReLU(),
        pool1=nn.MaxPool2d(2), flatten=nn.Flatten(), dense1=nn.Linear(12, 5, bias=False),
        dense1_norm=seen(nn.BatchNorm1d(5)), relu2=nn.ReLU(), logits=nn.Linear(5, 4))
    return task('cnn', {'filters': [3], 'units': [5], 'normalization': 'batch'}, [4, 4, 2]), network


class Recurrent(nn.Module):
    """Two layers over numbers, or one over tokens; the last state answers."""

    def __init__(self, **modules):
        super().__init__()
        for name, module in modules.items():
            self.add_module(name, module)

    def forward(self, x):
        for module in self.children():
            x = module(x)
            if isinstance(x, tuple):
                x = x[0]
        return x[:, -1]


def lstm():
    network = Recurrent(projection=nn.Linear(2, 3), lstm1=nn.LSTM(3, 4, batch_first=True),
                        lstm2=nn.LSTM(4, 5, batch_first=True), logits=nn.Linear(5, 4))
    return task('lstm', {'units': [4, 5], 'embedding': 3}, [6, 2]), network


def gru():
    network = Recurrent(embedding=nn.Embedding(9, 3), gru1=nn.GRU(3, 4, batch_first=True), logits=nn.Linear(4, 4))
    return task('lstm', {'units': [4], 'cell': 'gru', 'embedding': 3}, [6], 9), network


class Transformer(nn.Module):
    def __init__(self, width, heads, expansion, time, vocabulary, classes):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(time, width)
        self.attention1_norm = nn.LayerNorm(width)
        self.attention1 = nn.MultiheadAttention(width, heads, batch_first=True)
        self.feedforward1_norm = nn.LayerNorm(width)
        self.up1 = nn.Linear(width, expansion * width)
        self.down1 = nn.Linear(expansion * width, width)
        self.norm = nn.LayerNorm(width)
        self.logits = nn.Linear(width, classes)
        nn.init.normal_(self.attention1.in_proj_bias)
        nn.init.normal_(self.attention1.out_proj.bias)

    def forward(self, tokens):
        x = self.embedding(tokens) + self.positions.weight
        normed = self.attention1_norm(x)
        x = x + self.attention1(normed, normed, normed, need_weights=False)[0]
        x = x + self.down1(nn.functional.gelu(self.up1(self.feedforward1_norm(x))))
        return self.logits(self.norm(x).mean(1))


def transformer():
    network = Transformer(6, 2, 2, 5, 9, 4)
    return task('transformer', {'width': 6, 'heads': 2, 'layers': 1, 'expansion': 2}, [5], 9), network


NETWORKS = {'mlp': mlp, 'cnn': cnn, 'normalized': normalized, 'lstm': lstm, 'gru': gru, 'transformer': transformer}

# Feed-forward networks, whose operators say which of their weights is which.
EXPORTED = ['mlp', 'cnn']


def rounded(tensor):
    """Every float32 has nine digits that tell it from its neighbours."""
    return [float(f'{value:.9g}') for value in tensor.flatten().tolist()]


def to_onnx(network, inputs):
    """The bytes of the exported model; names of weights are those of the state_dict."""
    file = io.BytesIO()
    torch.onnx.export(network, inputs, file, input_names=['input'], output_names=['logits'], opset_version=13)
    return base64.b64encode(file.getvalue()).decode('ascii')


def draw(shape, vocabulary):
    """Inputs as we take them, and as PyTorch does: its images have the channels first."""
    if vocabulary:
        tokens = torch.randint(vocabulary, (BATCH, *shape))
        return tokens, tokens
    values = torch.randn(BATCH, *shape)
    return values, values.permute(0, 3, 1, 2) if len(shape) == 3 else values


def golden(name):
    torch.manual_seed(1)
    given, network = NETWORKS[name]()
    network.eval()
    ours, inputs = draw(given['inputShape'], given['vocabulary'])
    exported = to_onnx(network, inputs) if name in EXPORTED else None
    state = {key: {'shape': list(value.shape), 'values': rounded(value)} for key, value in network.state_dict().items()}
    with torch.no_grad():
        logits = network.double()(inputs if given['vocabulary'] else inputs.double())
    return {'name': name, **given, 'classes': logits.shape[1], 'inputs': rounded(ours), 'logits': rounded(logits),
            'state': state, 'onnx': exported}


def lines(names):
    """One network a line."""
    return '[\n' + ',\n'.join(json.dumps(golden(name), separators=(',', ':')) for name in names) + '\n]\n'


if sys.argv[1:]:
    sys.stdout.write(lines(sys.argv[1:]))
else:
    with open(FILE, 'w', encoding='utf-8') as file:
        file.write(lines(NETWORKS))
