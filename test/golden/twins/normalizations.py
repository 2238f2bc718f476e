"""Normalizations: with gradients of their own, or composed."""
import math

import torch
import torch.nn.functional as F

from .database import Known
from .samples import uniform
from .spatial import channels_first, channels_last
from .twin import Twin


def batch_norm(x, mean, variance, offset, scale, epsilon):
    """With given statistics; over the last axis, or element by element where they have x's shape."""
    return (x - mean) / (variance + epsilon).sqrt() * scale + offset


def batch_norm_samples():
    positive = lambda *shape: uniform(*shape, low=0.3, high=2)
    statistics = lambda *shape: [uniform(*shape), positive(*shape), uniform(*shape), uniform(*shape)]
    return [([uniform(*shape), *statistics(*over)], {'epsilon': 0.001}) for shape, over in (
        ((4, 3), (3,)), ((2, 3, 3), (3,)), ((2, 2, 3, 3), (3,)), ((2, 2, 2, 2), (2, 2, 2, 2)))]


def batch_norm_sample(x, mean, variance, scale, offset, training=False, momentum=0.5, eps=1e-5):
    """With the statistics that are given: in training tfjs-layers computes them by `moments`."""
    if training or x.numel() == 0:
        return None
    return [channels_last(x), mean, variance, offset, scale], {'epsilon': eps}


def layer_norm(x, scale, offset, axes, epsilon):
    return F.layer_norm(x, scale.shape, scale, offset, epsilon)


def layer_norm_sample(x, shape, scale=None, offset=None, eps=1e-5):
    """Of two elements that are normalized nothing is left to differentiate but ε."""
    axes = list(range(x.dim() - len(shape), x.dim()))
    return ([x, scale, offset], {'axes': axes, 'epsilon': eps}) if offset is not None and math.prod(shape) > 2 else None


def local_response_sample(x, size, alpha=1e-4, beta=0.75, k=1.0):
    """tfjs's windows have a middle; the sample's one spatial axis becomes two."""
    if size % 2 == 0:
        return None
    return [channels_last(x.unsqueeze(2))], {'radius': size // 2, 'bias': k, 'alpha': alpha / size, 'beta': beta}


def local_response(x, radius, bias, alpha, beta):
    """torch divides alpha by the window's size, TensorFlow does not."""
    size = 2 * radius + 1
    return channels_last(F.local_response_norm(channels_first(x), size, alpha * size, beta, bias))


TWINS = [
    Twin('FusedBatchNorm', 'batchNorm', batch_norm,
         [Known('nn.functional.batch_norm', batch_norm_sample)], batch_norm_samples),
    Twin('layerNormalization', 'layerNormalization', layer_norm,
         [Known('nn.functional.layer_norm', layer_norm_sample)],
         lambda: [([uniform(2, 3, 4), uniform(4), uniform(4)], {'axes': [2], 'epsilon': 0.001})]),
    Twin('LRN', 'localResponseNormalization', local_response,
         [Known('nn.functional.local_response_norm', local_response_sample)],
         lambda: [([uniform(1, 2, 2, 6)], {'radius': r, 'bias': b, 'alpha': a, 'beta': e}) for r, b, a, e in (
             (1, 1, 1, 0.5), (2, 1.5, 0.4, 0.75), (5, 1, 0.1, 1))]),
]
