"""Many elements into one: sums, extrema and what is built from them."""
import torch

from .database import Known
from .samples import away, chosen_clearly, off, only, uniform
from .twin import Twin


def axes(dim, rank):
    if dim is None or dim == ():
        return list(range(rank))
    return [d % max(rank, 1) for d in (dim if isinstance(dim, (tuple, list)) else (dim,))][:rank]


def reduced(x, dim=None, keepdim=False):
    return [x], {'axes': axes(dim, x.dim()), 'keepDims': keepdim and x.dim() > 0}


def grouped(x, axes):
    """What is reduced together stands along the last axis."""
    return x.movedim(axes, list(range(-len(axes), 0))).flatten(-len(axes)) if axes else x.unsqueeze(-1)


def reduction(op, call, function, known, limit, condition=lambda x, **_: True, own=list):
    by_axes = lambda x, axes, keepDims: function(x, tuple(axes), keepDims)
    return Twin(op, call, by_axes, [Known(known, reduced, limit, condition)], own)


def prod(x, axes, keepDims):
    for axis in sorted(axes, reverse=True):
        x = x.prod(axis, keepdim=keepDims)
    return x


def prod_sample(x, dim=None, keepdim=False, dtype=None):
    """A dtype does not change the sample: it is the one it has."""
    return reduced(x, dim, keepdim)


def modest(x, axes, **_):
    """The product of many elements overflows float32, or leaves it no digits of the others."""
    return (grouped(x.abs(), axes).prod(-1) < 1e6).all()


def prod_samples():
    return [([only(x, lambda x: x.abs() > 0.3)], attributes) for [x], attributes in cubes()]


def norm_sample(x, p=2, dim=None, keepdim=False):
    """tfjs has no other orders of a vector (but ∞, which JSON has not), and wants an axis."""
    if p not in (1, 2) or dim is None or x.dim() == 0:
        return None
    return [only(x, off(0))], {'order': p, 'axes': axes(dim, x.dim()), 'keepDims': keepdim}


def norm(x, order, axes, keepDims):
    return x.abs().sum(axes, keepdim=keepDims) if order == 1 else x.square().sum(axes, keepdim=keepDims).sqrt()


def moments(x, axes, keepDims):
    return [x.mean(axes, keepdim=keepDims), x.var(axes, unbiased=False, keepdim=keepDims)]


def moments_sample(x, dim=None, unbiased=None, correction=None, keepdim=False):
    """tfjs has the biased variance only."""
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    return reduced(x, dim, keepdim) if unbiased is False or correction == 0 else None


def segments(x, reduce, lengths, axis, unsafe, initial):
    """Runs of those lengths are summed; the initial value, which tfjs has not, adds nothing to a gradient."""
    if reduce != 'sum' or axis != 0 or lengths.sum() != len(x):
        return None
    return [x, torch.arange(len(lengths)).repeat_interleave(lengths).int()], {'segments': len(lengths)}


def segment_sum(x, ids, segments):
    return torch.zeros(segments, *x.shape[1:]).double().index_add(0, ids, x)


AXES = [([0], False), ([1], True), ([0, 2], False), ([0, 1, 2], False)]


def cubes():
    return [([uniform(2, 3, 4)], {'axes': a, 'keepDims': k}) for a, k in AXES]


def largest_clearly(x, axes, **_):
    return chosen_clearly(grouped(x, axes))


TWINS = [
    reduction('Sum', 'sum', torch.sum, 'sum', 10),
    reduction('Mean', 'mean', torch.mean, 'mean', 10),
    reduction('Max', 'max', torch.amax, 'amax', 10, largest_clearly),
    reduction('Min', 'min', torch.amin, 'amin', 10, lambda x, **options: largest_clearly(-x, **options)),
    Twin('Prod', 'prod', prod, [Known('prod', prod_sample, 10, modest)], prod_samples),
    reduction('logSumExp', 'logSumExp', torch.logsumexp, 'logsumexp', 10, own=cubes),
    Twin('moments', 'moments', moments, [Known('var_mean', moments_sample)], cubes),
    Twin('norm', 'norm', norm, [Known('norm', norm_sample, 6, lambda x, **_: off(0)(x).all())], lambda: [
        ([away(uniform(3, 4), 0)], {'order': o, 'axes': [a], 'keepDims': False}) for o in (1, 2) for a in (0, 1)]),
    Twin('UnsortedSegmentSum', 'unsortedSegmentSum', segment_sum, [Known('segment_reduce/lengths', segments)], lambda: [
        ([uniform(6), torch.tensor([2, 0, 0, 3, 2, 2]).int()], {'segments': 4}),
        ([uniform(5, 2, 2), torch.tensor([1, 0, 1, 2, 1]).int()], {'segments': 3})]),
]
