"""Many elements into one: sums, extrema, cumulative sums, softmax and what is built from them."""
import torch
import torch.nn.functional as F

from .samples import away, database, distinct, uniform
from .twin import Twin


def axes(dim, rank):
    if dim is None or dim == ():
        return list(range(rank))
    return [d % rank for d in (dim if isinstance(dim, tuple) else (dim,))]


def reduction(op, call, function, known, draw=None, limit=6):
    """`draw(shape)` replaces the database's values, which may tie."""
    def adapt(x, dim=None, keepdim=False, **_):
        if x.dim() == 0:
            return None
        return [draw(*x.shape) if draw else x], {'axes': axes(dim, x.dim()), 'keepDims': keepdim}
    by_axes = lambda x, axes, keepDims: function(x, tuple(axes), keepDims)
    return Twin(op, call, by_axes, lambda: database(known, limit, adapt))


def prod(x, axes, keepDims):
    for axis in sorted(axes, reverse=True):
        x = x.prod(axis, keepdim=keepDims)
    return x


def cumsum(x, axis, exclusive, reverse):
    flipped = x.flip(axis) if reverse else x
    total = flipped.cumsum(axis)
    total = total - flipped if exclusive else total
    return total.flip(axis) if reverse else total


CUMSUMS = [((5,), 0), ((3, 4), 1), ((3, 4), 0), ((2, 3, 2), 1)]


def cumsum_samples():
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
    drawn = cumsum_samples()
    zero = torch.tensor([1.5, 0, -2, 0.5]).double()
    return drawn + [([zero], {'axis': 0, 'exclusive': False, 'reverse': False})]


def last_axis(known, scale):
    """tfjs's softmax takes the last axis only, so other samples are left to it as they are."""
    return database(known, 3, lambda x, *_, **__: None if x.dim() == 0 else ([x * scale], {}))


def norm(x, order, axes):
    return x.abs().sum(tuple(axes)) if order == 1 else x.square().sum(tuple(axes)).sqrt()


def moments(x, axes, keepDims):
    return [x.mean(tuple(axes), keepdim=keepDims), x.var(tuple(axes), unbiased=False, keepdim=keepDims)]


AXES = [([0], False), ([1], True), ([0, 2], False), ([0, 1, 2], False)]

TWINS = [
    reduction('Sum', 'sum', torch.sum, 'sum', limit=8),
    reduction('Mean', 'mean', torch.mean, 'mean', limit=8),
    reduction('Max', 'max', torch.amax, 'amax', distinct, limit=8),
    reduction('Min', 'min', torch.amin, 'amin', distinct, limit=8),
    Twin('Prod', 'prod', prod, lambda: [
        ([uniform(2, 3, 4)], {'axes': a, 'keepDims': k}) for a, k in AXES + [([2], False), ([1, 2], False)]]),
    Twin('Cumsum', 'cumsum', cumsum, cumsum_samples),
    Twin('Cumprod', 'cumprod', cumprod, cumprod_samples),
    Twin('TopK', 'topk', lambda x, k: list(x.topk(k)), lambda: [
        ([distinct(6)], {'k': 3}), ([distinct(2, 5)], {'k': 1}), ([distinct(2, 3, 4)], {'k': 4})]),
    Twin('Softmax', 'softmax', lambda x: x.softmax(-1), lambda: last_axis('softmax', 0.5)),
    Twin('LogSoftmax', 'logSoftmax', lambda x: x.log_softmax(-1), lambda: last_axis('log_softmax', 0.5)),
    Twin('logSumExp', 'logSumExp', lambda x, axes, keepDims: x.logsumexp(tuple(axes), keepDims), lambda: [
        ([uniform(2, 3, 4)], {'axes': a, 'keepDims': k}) for a, k in AXES]),
    Twin('moments', 'moments', moments, lambda: [([uniform(2, 3, 4)], {'axes': a, 'keepDims': k}) for a, k in AXES]),
    Twin('norm', 'norm', norm, lambda: [
        ([away(uniform(3, 4), 0)], {'order': o, 'axes': [a]}) for o in (1, 2) for a in (0, 1)]),
    Twin('UnsortedSegmentSum', 'unsortedSegmentSum',
         lambda x, ids, segments: torch.zeros(segments, *x.shape[1:]).double().index_add(0, ids, x), lambda: [
             ([uniform(6), torch.tensor([2, 0, 0, 3, 2, 2]).int()], {'segments': 4}),
             ([uniform(5, 2, 2), torch.tensor([1, 0, 1, 2, 1]).int()], {'segments': 3}),
         ]),
]
