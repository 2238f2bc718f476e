"""Normalizations and losses: composed in tfjs, or with gradients of their own."""
import torch
import torch.nn.functional as F

from .samples import away, uniform
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


def local_response(x, radius, bias, alpha, beta):
    """torch divides alpha by the window's size, TensorFlow does not."""
    size = 2 * radius + 1
    return channels_last(F.local_response_norm(channels_first(x), size, alpha * size, beta, bias))


def probabilities(*shape):
    return uniform(*shape, low=0.1, high=1)


def distribution():
    """Rows that sum to one in short decimals, too."""
    return torch.tensor([[1, 0, 0], [0.25, 0.5, 0.25], [0.125, 0.125, 0.75], [0, 0.5, 0.5]]).double()


def log_loss(labels, y):
    """tfjs adds 1e-7 inside the logarithms."""
    return -(labels * (y + 1e-7).log() + (1 - labels) * (1 - y + 1e-7).log()).mean()


TWINS = [
    Twin('FusedBatchNorm', 'batchNorm', batch_norm, batch_norm_samples),
    Twin('LRN', 'localResponseNormalization', local_response, lambda: [
        ([uniform(1, 2, 2, 6)], {'radius': r, 'bias': b, 'alpha': a, 'beta': e}) for r, b, a, e in (
            (1, 1, 1, 0.5), (2, 1.5, 0.4, 0.75), (5, 1, 0.1, 1))]),
    Twin('softmaxCrossEntropy', 'softmaxCrossEntropy', lambda labels, logits: F.cross_entropy(logits, labels), lambda: [
        ([distribution(), uniform(4, 3)], {}), ([uniform(4, 3, low=0), uniform(4, 3)], {})]),
    Twin('sigmoidCrossEntropy', 'sigmoidCrossEntropy',
         lambda labels, logits: F.binary_cross_entropy_with_logits(logits, labels), lambda: [
             ([probabilities(4, 3), uniform(4, 3)], {})]),
    Twin('meanSquaredError', 'meanSquaredError', lambda labels, y: F.mse_loss(y, labels), lambda: [
        ([uniform(4, 3), uniform(4, 3)], {})]),
    Twin('huberLoss', 'huberLoss', lambda labels, y: F.huber_loss(y, labels, delta=1.0), lambda: [
        ([uniform(4, 3), uniform(4, 3)], {})]),
    Twin('hingeLoss', 'hingeLoss', lambda labels, y: torch.relu(1 - (2 * labels - 1) * y).mean(), lambda: [
        ([torch.tensor([[0, 1, 1], [1, 0, 0]]).double(), away(uniform(2, 3), -1, 1)], {})]),
    Twin('logLoss', 'logLoss', log_loss, lambda: [([probabilities(4, 3), probabilities(4, 3) * 0.9], {})]),
    Twin('cosineDistance', 'cosineDistance', lambda labels, y, axis: (1 - (labels * y).sum(axis)).mean(), lambda: [
        ([uniform(4, 3), uniform(4, 3)], {'axis': 1})]),
    Twin('absoluteDifference', 'absoluteDifference', lambda labels, y: F.l1_loss(y, labels), lambda: [
        ([uniform(4, 3), uniform(4, 3) + 4.5], {})]),
]
