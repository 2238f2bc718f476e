"""
Small networks in PyTorch, on weights in tfjs's layout: (in, out) for matrices, (h, w, in, out) for convolutions, Keras's
gates i, f, g, o along the last axis. Each has its twin in networks.ts.

Weights before which a bias has no effect (a convolution's before batch normalization, attention's keys') have none:
their gradient would be rounding noise, which Adam blows up to whole steps.
"""
from dataclasses import dataclass, field
from typing import Callable

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.stateless import functional_call

from twins import recurrences
from twins.samples import representable, uniform
from twins.spatial import channels_first, channels_last, kernel_first

BATCH = 4
CLASSES = 3


@dataclass
class Network:
    """`weights()` and `batch()` draw name → tensor; `loss(weights, **batch)` may update the weights named in `averages`."""
    weights: Callable
    batch: Callable
    loss: Callable
    averages: tuple = field(default=())


def matrix(rows, columns):
    return uniform(rows, columns, low=-1, high=1) * (3 / rows) ** 0.5


def dense(name, inputs, outputs):
    return {f'{name}/kernel': matrix(inputs, outputs), f'{name}/bias': uniform(outputs, low=-0.2, high=0.2)}


def scale_and_shift(name, channels):
    return {f'{name}/gamma': uniform(channels, low=0.5, high=1.5), f'{name}/beta': uniform(channels, low=-0.2, high=0.2)}


def apply_dense(w, name, x):
    return F.linear(x, w[f'{name}/kernel'].T, w[f'{name}/bias'])


def labelled(*shape, labels=(BATCH,)):
    return lambda: {'inputs': uniform(*shape), 'labels': torch.randint(0, CLASSES, labels, dtype=torch.int32)}


def classify(logits, labels):
    return F.cross_entropy(logits.flatten(0, -2), labels.flatten().long())


# Multi-layer perceptron: 6 → 8 → 3

def mlp_weights():
    return {**dense('hidden', 6, 8), **dense('logits', 8, CLASSES)}


def mlp_loss(w, inputs, labels):
    return classify(apply_dense(w, 'logits', torch.relu(apply_dense(w, 'hidden', inputs))), labels)


# Convolution, batch normalization, pooling: (6, 6, 2) → (6, 6, 4) → (3, 3, 4) → 3

EPSILON = 1e-3
MOMENTUM = 0.99


def cnn_weights():
    return {
        'convolution/kernel': matrix(18, 4).reshape(3, 3, 2, 4),
        **scale_and_shift('normalization', 4),
        **dense('logits', 36, CLASSES),
        'normalization/moving_mean': torch.zeros(4).double(), 'normalization/moving_variance': torch.ones(4).double(),
    }


def keep_average(average, value):
    """Keras's update, with the batch's biased variance (torch's own would take the unbiased one)."""
    average.copy_(MOMENTUM * average + (1 - MOMENTUM) * value.detach())


def cnn_loss(w, inputs, labels):
    x = F.conv2d(channels_first(inputs), kernel_first(w['convolution/kernel']), padding='same')
    keep_average(w['normalization/moving_mean'], x.mean((0, 2, 3)))
    keep_average(w['normalization/moving_variance'], x.var((0, 2, 3), unbiased=False))
    x = F.batch_norm(x, None, None, w['normalization/gamma'], w['normalization/beta'], training=True, eps=EPSILON)
    x = channels_last(F.max_pool2d(torch.relu(x), 2))
    return classify(apply_dense(w, 'logits', x.flatten(1)), labels)


# Long short-term memory: 6 steps of 3 → 5 → 3

TIME = 6
UNITS = 5


def lstm_weights():
    return {
        'lstm/kernel': matrix(3, 4 * UNITS), 'lstm/recurrent': matrix(UNITS, 4 * UNITS),
        'lstm/bias': uniform(4 * UNITS, low=-0.2, high=0.2), **dense('logits', UNITS, CLASSES),
    }


def lstm_loss(w, inputs, labels):
    states = recurrences.lstm(inputs, w['lstm/kernel'], w['lstm/recurrent'], w['lstm/bias'])
    return classify(apply_dense(w, 'logits', states[:, -1]), labels)


# Gated recurrent unit: 6 steps of 3 → 5 → 3

def gru_weights():
    return {
        'gru/kernel': matrix(3, 3 * UNITS), 'gru/recurrent': matrix(UNITS, 3 * UNITS),
        'gru/bias': uniform(3 * UNITS, low=-0.2, high=0.2), 'gru/recurrentBias': uniform(3 * UNITS, low=-0.2, high=0.2),
        **dense('logits', UNITS, CLASSES),
    }


def gru_loss(w, inputs, labels):
    states = recurrences.gru(inputs, w['gru/kernel'], w['gru/recurrent'], w['gru/bias'], w['gru/recurrentBias'])
    return classify(apply_dense(w, 'logits', states[:, -1]), labels)


# Transformer block, pre-norm, causal, two heads: (5, 8) → (5, 8) → (5, 3)

POSITIONS = 5
WIDTH = 8
HEADS = 2
FORWARD = 12


def transformer_weights():
    return {
        **scale_and_shift('norm1', WIDTH), **dense('query', WIDTH, WIDTH), 'key/kernel': matrix(WIDTH, WIDTH),
        **dense('value', WIDTH, WIDTH), **dense('projection', WIDTH, WIDTH), **scale_and_shift('norm2', WIDTH),
        **dense('expand', WIDTH, FORWARD), **dense('contract', FORWARD, WIDTH), **dense('logits', WIDTH, CLASSES),
    }


def transformer_loss(w, inputs, labels):
    block = nn.TransformerEncoderLayer(WIDTH, HEADS, FORWARD, dropout=0.0, activation='gelu', layer_norm_eps=EPSILON,
                                       batch_first=True, norm_first=True).double()
    projections = ('query', 'key', 'value')
    zero = torch.zeros(WIDTH).double()
    parameters = {
        'self_attn.in_proj_weight': torch.cat([w[f'{name}/kernel'].T for name in projections]),
        'self_attn.in_proj_bias': torch.cat([w.get(f'{name}/bias', zero) for name in projections]),
        'self_attn.out_proj.weight': w['projection/kernel'].T, 'self_attn.out_proj.bias': w['projection/bias'],
        'linear1.weight': w['expand/kernel'].T, 'linear1.bias': w['expand/bias'],
        'linear2.weight': w['contract/kernel'].T, 'linear2.bias': w['contract/bias'],
        **{f'{name}.{theirs}': w[f'{name}/{ours}'] for name in ('norm1', 'norm2')
           for theirs, ours in (('weight', 'gamma'), ('bias', 'beta'))},
    }
    future = torch.triu(torch.ones(POSITIONS, POSITIONS, dtype=torch.bool), 1)
    return classify(apply_dense(w, 'logits', functional_call(block, parameters, (inputs, future))), labels)


# Variational autoencoder: 8 → 6 → 2 + 2, 2 → 6 → 8, its noise given

LATENT = 2


def vae_weights():
    return {**dense('encoder', 8, 6), **dense('mean', 6, LATENT), **dense('logVariance', 6, LATENT),
            **dense('decoder', LATENT, 6), **dense('pixels', 6, 8)}


def vae_batch():
    return {'inputs': uniform(BATCH, 8, low=0, high=1), 'noise': torch.randn(BATCH, LATENT, dtype=torch.float64)}


def vae_loss(w, inputs, noise):
    """−ELBO: Bernoulli reconstruction + KL(N(μ, σ²) ‖ N(0, 1)), mean over the batch."""
    hidden = torch.relu(apply_dense(w, 'encoder', inputs))
    mean, log_variance = apply_dense(w, 'mean', hidden), apply_dense(w, 'logVariance', hidden)
    latent = torch.distributions.Normal(mean, (log_variance / 2).exp())
    decoded = torch.relu(apply_dense(w, 'decoder', latent.loc + latent.scale * noise))
    reconstruction = F.binary_cross_entropy_with_logits(apply_dense(w, 'pixels', decoded), inputs, reduction='sum')
    prior = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    return (reconstruction + torch.distributions.kl_divergence(latent, prior).sum()) / len(inputs)


NETWORKS = {
    'mlp': Network(mlp_weights, labelled(BATCH, 6), mlp_loss),
    'cnn': Network(cnn_weights, labelled(BATCH, 6, 6, 2), cnn_loss,
                   averages=('normalization/moving_mean', 'normalization/moving_variance')),
    'lstm': Network(lstm_weights, labelled(BATCH, TIME, 3), lstm_loss),
    'gru': Network(gru_weights, labelled(BATCH, TIME, 3), gru_loss),
    'transformer': Network(transformer_weights, labelled(BATCH, POSITIONS, WIDTH, labels=(BATCH, POSITIONS)),
                           transformer_loss),
    'vae': Network(vae_weights, vae_batch, vae_loss),
}


def draw(values):
    return {name: representable(value) for name, value in values.items()}
