"""
Writes trajectories.json: small networks' initial weights and batches, and for every network and optimizer the losses of
ten training steps and the weights after them, as PyTorch computes them in float64.

    /usr/bin/python3 test/golden/make_trajectories.py              # again, after a change: commit the result
    /usr/bin/python3 test/golden/make_trajectories.py mlp lstm     # those networks' part on standard output

A further optimizer is one more row of OPTIMIZERS. Needs PyTorch 1.13 (Debian's python3-torch).
"""
import json
import os
import sys

import torch

sys.dont_write_bytecode = True

from lion import Lion
from networks import NETWORKS, draw
from twins.samples import seed
from twins.twin import packed

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'trajectories.json')
STEPS = 10

# A specification's optimizer (engine/training/specification.ts), and the same in PyTorch.
OPTIMIZERS = [
    ({'type': 'sgd', 'learningRate': 0.1}, lambda p: torch.optim.SGD(p, lr=0.1)),
    ({'type': 'sgd', 'learningRate': 0.05, 'momentum': 0.9}, lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9)),
    ({'type': 'sgd', 'learningRate': 0.05, 'momentum': 0.9, 'weightDecay': 0.01, 'clipNorm': 0.5},
     lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.01)),
    ({'type': 'adam', 'learningRate': 0.01}, lambda p: torch.optim.Adam(p, lr=0.01)),
    ({'type': 'adam', 'learningRate': 0.01, 'weightDecay': 0.01, 'clipNorm': 0.5},
     lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.01)),
    ({'type': 'sgd', 'learningRate': 0.05, 'momentum': 0.9, 'nesterov': True, 'clipValue': 0.1},
     lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True)),
    ({'type': 'rmsprop', 'learningRate': 0.001}, lambda p: torch.optim.RMSprop(p, lr=0.001)),
    ({'type': 'rmsprop', 'learningRate': 0.001, 'momentum': 0.9, 'centered': True, 'epsilon': 0.01},
     lambda p: torch.optim.RMSprop(p, lr=0.001, momentum=0.9, centered=True, eps=0.01)),
    ({'type': 'adagrad', 'learningRate': 0.01}, lambda p: torch.optim.Adagrad(p, lr=0.01)),
    ({'type': 'adadelta', 'learningRate': 1}, lambda p: torch.optim.Adadelta(p, lr=1)),
    ({'type': 'adamw', 'learningRate': 0.01}, lambda p: torch.optim.AdamW(p, lr=0.01)),
    ({'type': 'lion', 'learningRate': 0.001, 'weightDecay': 0.1}, lambda p: Lion(p, lr=0.001, weight_decay=0.1)),
]


def train(network, initial, batches, settings, make_optimizer):
    """Losses before each step, and the weights after the last."""
    weights = {name: value.clone().requires_grad_(name not in network.averages) for name, value in initial.items()}
    trained = [weight for weight in weights.values() if weight.requires_grad]
    optimizer = make_optimizer(trained)
    losses = []
    for batch in batches:
        optimizer.zero_grad()
        loss = network.loss(weights, **batch)
        loss.backward()
        if settings.get('clipValue'):
            torch.nn.utils.clip_grad_value_(trained, settings['clipValue'])
        if settings.get('clipNorm'):
            torch.nn.utils.clip_grad_norm_(trained, settings['clipNorm'])
        optimizer.step()
        losses.append(loss.detach())
    return {'optimizer': settings, 'losses': packed(torch.stack(losses), False),
            'weights': {name: packed(weight.detach(), False) for name, weight in weights.items()}}


def trajectory(name):
    seed(name)
    network = NETWORKS[name]
    weights = draw(network.weights())
    batches = [draw(network.batch()) for _ in range(STEPS)]
    shown = lambda tensors: {key: packed(value, True) for key, value in tensors.items()}
    return {
        'network': name,
        'averages': list(network.averages),
        'weights': shown(weights),
        'batches': [shown(batch) for batch in batches],
        'runs': [train(network, weights, batches, *row) for row in OPTIMIZERS],
    }


def lines(names):
    return '[\n' + ',\n'.join(json.dumps(trajectory(name), separators=(',', ':')) for name in names) + '\n]\n'


if sys.argv[1:]:
    sys.stdout.write(lines(sys.argv[1:]))
else:
    with open(FILE, 'w', encoding='utf-8') as file:
        file.write(lines(NETWORKS))
