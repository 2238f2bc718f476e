"""Losses: composed in tfjs, or with gradients of their own."""
import torch
import torch.nn.functional as F

from .database import Known
from .samples import apart, away, only, uniform
from .twin import Twin


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
    return F.cross_entropy(logits.movedim(-1, 1), labels.movedim(-1, 1))


def log_loss(labels, y):
    """tfjs adds 1e-7 inside the logarithms."""
    return -(labels * (y + 1e-7).log() + (1 - labels) * (1 - y + 1e-7).log()).mean()


def vecdot_sample(a, b, dim=-1):
    """tfjs's cosine distance takes its vectors as they are: one minus their product."""
    return ([a, b], {'axis': dim}) if a.shape == b.shape and a.dim() else None


def loss(name, adapt, condition=lambda labels, y, **_: True, limit=4):
    return [Known(f'nn.functional.{name}', adapt, limit, condition)]


TWINS = [
    Twin('softmaxCrossEntropy', 'softmaxCrossEntropy', softmax_cross_entropy,
         loss('cross_entropy', mean_loss(classes), limit=8), lambda: [
             ([distribution(), uniform(4, 3)], {}), ([uniform(4, 3, low=0), uniform(4, 3)], {})]),
    Twin('sigmoidCrossEntropy', 'sigmoidCrossEntropy',
         lambda labels, logits: F.binary_cross_entropy_with_logits(logits, labels),
         loss('binary_cross_entropy_with_logits', mean_loss()), lambda: [([probabilities(4, 3), uniform(4, 3)], {})]),
    Twin('meanSquaredError', 'meanSquaredError', lambda labels, y: F.mse_loss(y, labels), loss('mse_loss', mean_loss()),
         lambda: [([uniform(4, 3), uniform(4, 3)], {})]),
    Twin('huberLoss', 'huberLoss', lambda labels, y, delta: F.huber_loss(y, labels, delta=delta),
         loss('huber_loss', mean_loss(delta='delta')), lambda: [([uniform(4, 3), uniform(4, 3)], {'delta': 1})]),
    # The database's hinge losses have other formulas.
    Twin('hingeLoss', 'hingeLoss', lambda labels, y: torch.relu(1 - (2 * labels - 1) * y).mean(), own=lambda: [
        ([torch.tensor([[0, 1, 1], [1, 0, 0]]).double(), away(uniform(2, 3), -1, 1)], {})]),
    Twin('logLoss', 'logLoss', log_loss,
         loss('binary_cross_entropy', mean_loss(lambda y, target: [target, only(y, inside)]),
              lambda labels, y: inside(y).all()),
         lambda: [([probabilities(4, 3), probabilities(4, 3) * 0.9], {})]),
    Twin('cosineDistance', 'cosineDistance', lambda labels, y, axis: (1 - (labels * y).sum(axis)).mean(),
         [Known('linalg.vecdot', vecdot_sample)], lambda: [([uniform(4, 3), uniform(4, 3)], {'axis': 1})]),
    Twin('absoluteDifference', 'absoluteDifference', lambda labels, y: F.l1_loss(y, labels),
         loss('l1_loss', mean_loss(), apart), lambda: [([uniform(4, 3), uniform(4, 3) + 4.5], {})]),
]
