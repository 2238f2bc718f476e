"""Along an axis, which stays: cumulative sums and products, softmax, the largest and where they are."""
import torch

from .database import Known
from .samples import chosen_clearly, distinct, uniform
from .twin import Twin


def cumulative_sample(x, dim, dtype=None):
    """tfjs wants an axis."""
    return ([x], {'axis': dim, 'exclusive': False, 'reverse': False}) if x.dim() else None


def cumsum(x, axis, exclusive, reverse):
    flipped = x.flip(axis) if reverse else x
    total = flipped.cumsum(axis)
    total = total - flipped if exclusive else total
    return total.flip(axis) if reverse else total


CUMSUMS = [((5,), 0), ((3, 4), 1), ((3, 4), 0), ((2, 3, 2), 1)]


def directed_samples():
    directions = [(False, False), (True, False), (False, True), (True, True)]
    return [([uniform(*shape)], {'axis': axis, 'exclusive': exclusive, 'reverse': reverse})
            for (shape, axis), (exclusive, reverse) in zip(CUMSUMS * 2, directions + directions[::-1])]


def cumprod(x, axis, exclusive, reverse):
    x = x.flip(axis) if reverse else x
    product = x.cumprod(axis)
    if exclusive:
        product = torch.cat([torch.ones_like(x.narrow(axis, 0, 1)), product.narrow(axis, 0, x.shape[axis] - 1)], axis)
    return product.flip(axis) if reverse else product


def cumprod_samples():
    zero = torch.tensor([1.5, 0, -2, 0.5]).double()
    return directed_samples() + [([zero], {'axis': 0, 'exclusive': False, 'reverse': False})]


def topk_sample(x, k, dim=-1, largest=True, sorted=True):
    """tfjs takes the last axis only."""
    return ([x.movedim(dim, -1)], {'k': k}) if largest and x.dim() else None


def last_axis(x, dim):
    """tfjs takes the last axis only, and wants one."""
    return ([x.movedim(dim, -1)], {}) if x.dim() else None


def arg_sample(x, dim=None, keepdim=False):
    """tfjs drops the axis, and wants one."""
    return None if x.dim() == 0 or keepdim or (dim is None and x.dim() > 1) else ([x], {'axis': dim or 0})


TWINS = [
    Twin('Cumsum', 'cumsum', cumsum, [Known('cumsum', cumulative_sample)], directed_samples),
    Twin('Cumprod', 'cumprod', cumprod, [Known('cumprod', cumulative_sample, 5)], cumprod_samples),
    Twin('TopK', 'topk', lambda x, k: list(x.topk(k)),
         [Known('topk', topk_sample, 3, lambda x, k: chosen_clearly(x, k))], lambda: [
             ([distinct(6)], {'k': 3}), ([distinct(2, 5)], {'k': 1}), ([distinct(2, 3, 4)], {'k': 4})]),
    Twin('Softmax', 'softmax', lambda x: x.softmax(-1), [Known('softmax', last_axis, 5)]),
    Twin('LogSoftmax', 'logSoftmax', lambda x: x.log_softmax(-1), [Known('log_softmax', last_axis, 5)]),
    Twin('ArgMax', 'argMax', lambda x, axis: x.argmax(axis),
         [Known('argmax', arg_sample, 4, lambda x, axis: chosen_clearly(x.movedim(axis, -1)))],
         lambda: [([distinct(3, 4)], {'axis': 1}), ([distinct(2, 3, 2)], {'axis': 0})]),
    Twin('ArgMin', 'argMin', lambda x, axis: x.argmin(axis),
         [Known('argmin', arg_sample, 4, lambda x, axis: chosen_clearly(-x.movedim(axis, -1)))],
         lambda: [([distinct(3, 4)], {'axis': 1}), ([distinct(2, 3, 2)], {'axis': 0})]),
]
