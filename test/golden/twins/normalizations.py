"""Normalizations and losses: composed in tfjs, or with gradients of their own."""
import math

import torch
import torch.nn.functional as F

from .database import Known
from .samples import apart, away, only, uniform
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
    """With the statistics that are given: in training tfjs-layers computes them by `moments`. Empty batches have one axis."""
    return None if training or x.numel() == 0 else ([channels_last(x), mean, variance, offset, scale], {'epsilon': eps})


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


def probabilities(*shape):
    return uniform(*shape, low=0.1, high=1)


def distribution():
    """Rows that sum to one in short decimals, too."""
    return torch.tensor([[1, 0, 0], [0.25, 0.5, 0.25], [0.125, 0.125, 0.75], [0, 0.5, 0.5]]).double()


def mean_loss(prepare=lambda y, target: [target, y], **renamed):
    """Labels come first in tfjs. Of torch's options tfjs's default is the mean; weights of classes it has not."""
    def adapt(y, target, reduction='mean', **options):
        if reduction != 'mean' or set(options) - set(renamed):
            return None
        return prepare(y, target), {renamed[name]: value for name, value in options.items()}
    return adapt


def classes(logits, target):
    """Classes stand along the second axis in torch, along the last in tfjs; an index becomes a distribution."""
    logits = logits.movedim(1, -1)
    indexed = not target.is_floating_point()
    return [F.one_hot(target, logits.shape[-1]).double() if indexed else target.movedim(1, -1), logits]


def inside(x):
    """Probabilities whose logarithms have moderate slopes."""
    return (x > 0.05) & (x < 0.95)


def softmax_cross_entropy(labels, logits):
    return -(labels * logits.log_softmax(-1)).sum(-1).mean()


def log_loss(labels, y):
    """tfjs adds 1e-7 inside the logarithms."""
    return -(labels * (y + 1e-7).log() + (1 - labels) * (1 - y + 1e-7).log()).mean()


def vecdot_sample(a, b, dim=-1):
    """tfjs's cosine distance takes its vectors as they are: one minus their product."""
    return ([a, b], {'axis': dim}) if a.shape == b.shape and a.dim() else None


def loss(name, adapt, condition=lambda labels, y, **_: True, limit=4):
    return [Known(f'nn.functional.{name}', adapt, limit, condition)]


TWINS = [
    Twin('FusedBatchNorm', 'batchNorm', batch_norm, [Known('nn.functional.batch_norm', batch_norm_sample)], batch_norm_samples),
    Twin('layerNormalization', 'layerNormalization', layer_norm, [Known('nn.functional.layer_norm', layer_norm_sample)], lambda: [
        ([uniform(2, 3, 4), uniform(4), uniform(4)], {'axes': [2], 'epsilon': 0.001})]),
    Twin('LRN', 'localResponseNormalization', local_response, [Known('nn.functional.local_response_norm', local_response_sample)],
         lambda: [([uniform(1, 2, 2, 6)], {'radius': r, 'bias': b, 'alpha': a, 'beta': e}) for r, b, a, e in (
             (1, 1, 1, 0.5), (2, 1.5, 0.4, 0.75), (5, 1, 0.1, 1))]),
    Twin('softmaxCrossEntropy', 'softmaxCrossEntropy', softmax_cross_entropy, loss('cross_entropy', mean_loss(classes), limit=8), lambda: [
        ([distribution(), uniform(4, 3)], {}), ([uniform(4, 3, low=0), uniform(4, 3)], {})]),
    Twin('sigmoidCrossEntropy', 'sigmoidCrossEntropy',
         lambda labels, logits: F.binary_cross_entropy_with_logits(logits, labels),
         loss('binary_cross_entropy_with_logits', mean_loss()), lambda: [([probabilities(4, 3), uniform(4, 3)], {})]),
    Twin('meanSquaredError', 'meanSquaredError', lambda labels, y: F.mse_loss(y, labels), loss('mse_loss', mean_loss()), lambda: [
        ([uniform(4, 3), uniform(4, 3)], {})]),
    Twin('huberLoss', 'huberLoss', lambda labels, y, delta: F.huber_loss(y, labels, delta=delta),
         loss('huber_loss', mean_loss(delta='delta')), lambda: [([uniform(4, 3), uniform(4, 3)], {'delta': 1})]),
    # The database's hinge losses have other formulas.
    Twin('hingeLoss', 'hingeLoss', lambda labels, y: torch.relu(1 - (2 * labels - 1) * y).mean(), own=lambda: [
        ([torch.tensor([[0, 1, 1], [1, 0, 0]]).double(), away(uniform(2, 3), -1, 1)], {})]),
    Twin('logLoss', 'logLoss', log_loss,
         loss('binary_cross_entropy', mean_loss(lambda y, target: [target, only(y, inside)]), lambda labels, y: inside(y).all()),
         lambda: [([probabilities(4, 3), probabilities(4, 3) * 0.9], {})]),
    Twin('cosineDistance', 'cosineDistance', lambda labels, y, axis: (1 - (labels * y).sum(axis)).mean(),
         [Known('linalg.vecdot', vecdot_sample)], lambda: [([uniform(4, 3), uniform(4, 3)], {'axis': 1})]),
    Twin('absoluteDifference', 'absoluteDifference', lambda labels, y: F.l1_loss(y, labels), loss('l1_loss', mean_loss(), apart), lambda: [
        ([uniform(4, 3), uniform(4, 3) + 4.5], {})]),
]
