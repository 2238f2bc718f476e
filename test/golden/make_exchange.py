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


def mlp():
    """Modules of an nn.Sequential without names; images of two channels, which PyTorch flattens channels first."""
    network = nn.Sequential(nn.Flatten(), nn.Linear(24, 6), nn.Tanh(), nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 4))
    return {'architecture': 'mlp', 'params': {'units': [6, 5], 'activation': 'tanh'}}, (4, 3, 2), network


def cnn():
    network = named(
        conv1=nn.Conv2d(2, 3, 3, padding=1), relu1=nn.ReLU(), pool1=nn.MaxPool2d(2),
        conv2=nn.Conv2d(3, 4, 3, padding=1), relu2=nn.ReLU(), pool2=nn.MaxPool2d(2), flatten=nn.Flatten(),
        dense1=nn.Linear(24, 5), relu3=nn.ReLU(), logits=nn.Linear(5, 4))
    return {'architecture': 'cnn', 'params': {'filters': [3, 4], 'units': [5]}}, (8, 12, 2), network


NETWORKS = {'mlp': mlp, 'cnn': cnn}


def rounded(tensor):
    """Every float32 has nine digits that tell it from its neighbours."""
    return [float(f'{value:.9g}') for value in tensor.flatten().tolist()]


def to_onnx(network, inputs):
    """The bytes of the exported model; names of weights are those of the state_dict."""
    file = io.BytesIO()
    torch.onnx.export(network, inputs, file, input_names=['input'], output_names=['logits'], opset_version=13)
    return base64.b64encode(file.getvalue()).decode('ascii')


def golden(name):
    torch.manual_seed(1)
    model, shape, network = NETWORKS[name]()
    network.eval()
    channels_last = torch.randn(BATCH, *shape)
    inputs = channels_last.permute(0, 3, 1, 2)
    exported = to_onnx(network, inputs)
    state = {key: {'shape': list(value.shape), 'values': rounded(value)} for key, value in network.state_dict().items()}
    with torch.no_grad():
        logits = network.double()(inputs.double())
    return {'name': name, 'model': model, 'inputShape': list(shape), 'classes': logits.shape[1],
            'inputs': rounded(channels_last), 'logits': rounded(logits), 'state': state, 'onnx': exported}


def lines(names):
    """One network a line."""
    return '[\n' + ',\n'.join(json.dumps(golden(name), separators=(',', ':')) for name in names) + '\n]\n'


if sys.argv[1:]:
    sys.stdout.write(lines(sys.argv[1:]))
else:
    with open(FILE, 'w', encoding='utf-8') as file:
        file.write(lines(NETWORKS))
