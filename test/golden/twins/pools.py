"""Pools."""
import torch
import torch.nn.functional as F

from .convolution_samples import explicit, several
from .database import Known
from .samples import chosen_clearly, distinct, uniform
from .spatial import channels_first, channels_last, padded
from .twin import Twin

MAX = {4: F.max_pool2d, 5: F.max_pool3d}
MEAN = {4: F.avg_pool2d, 5: F.avg_pool3d}


def max_pool(x, window, strides, pad, dilations=None):
    dilations = dilations or [1] * len(window)
    x = padded(channels_first(x), pad, window, strides, dilations, value=-torch.inf)
    return channels_last(MAX[x.dim()](x, window, strides, dilation=dilations))


def mean_pool(x, window, strides, pad):
    """Padding does not count: the mean is over the elements that are there."""
    fill = lambda t: padded(channels_first(t), pad, window, strides, [1] * len(window))
    pool = MEAN[x.dim()]
    return channels_last(pool(fill(x), window, strides) / pool(fill(torch.ones_like(x)), window, strides))


def windows(x, window, strides, pad, dilations=None):
    """(B, spatial…, C) → (B, C, spatial…, window's elements)"""
    dilations = dilations or [1] * len(window)
    x = padded(channels_first(x), pad, window, strides, dilations, value=-torch.inf)
    for axis, (size, stride, step) in enumerate(zip(window, strides, dilations), 2):
        x = x.unfold(axis, (size - 1) * step + 1, stride)[..., ::step]
    return x.flatten(-len(window))


def largest_clearly(x, **geometry):
    return chosen_clearly(windows(x, **geometry))


def whole(x, window, strides, padding):
    """Windows that would stand out of the last edge do not exist, so rounding their number up changes nothing."""
    return all((n + 2 * p - w) % s == 0 for n, w, s, p in zip(x.shape[2:], window, strides, padding))


def geometry(rank, x, kernel_size, stride, padding, ceil_mode):
    """
    What max and mean share; None where tfjs has no such pool: it pads all axes of a volume by one number, does not
    round the number of windows up, and wants a batch (a sample without one stands beside each that has one).
    """
    window, padding = several(kernel_size, rank), several(padding, rank)
    strides = several(stride, rank) if stride else window
    rounded = ceil_mode and not whole(x, window, strides, padding)
    if x.dim() != 2 + rank or rounded or (rank == 3 and len(set(padding)) > 1):
        return None
    return {'window': window, 'strides': strides, 'pad': padding[0] if rank == 3 else explicit(tuple(padding), rank)}


def max_sample(rank):
    def adapt(x, kernel_size, stride=None, padding=0, ceil_mode=False, dilation=1, return_indices=False):
        """tfjs dilates windows only if they move by 1, which torch's samples never do."""
        options = geometry(rank, x, kernel_size, stride, padding, ceil_mode)
        if options is None or return_indices or max(several(dilation, rank)) > 1:
            return None
        return [channels_last(x)], options
    return adapt


def mean_sample(rank):
    def adapt(x, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None):
        """tfjs's mean is over the elements that are there; torch's default counts the padding."""
        options = geometry(rank, x, kernel_size, stride, padding, ceil_mode)
        counted = count_include_pad and max(several(padding, rank)) > 0
        return None if options is None or counted or divisor_override is not None else ([channels_last(x)], options)
    return adapt


def row_sample(x, kernel_size, stride=None, padding=0, **options):
    """A row is an image of height 1."""
    wide = lambda value: (1, several(value, 1)[0])
    flat = x.dim() == 3 and padding == 0
    return mean_sample(2)(x.unsqueeze(2), wide(kernel_size), wide(stride or kernel_size), **options) if flat else None


PLANAR = [([2, 2], [2, 2], 'valid'), ([2, 2], [1, 1], 'same'), ([3, 2], [2, 1], 'same'), ([3, 3], [2, 2], 1)]
SOLID = [([2, 2, 2], [2, 2, 2], 'valid'), ([2, 3, 2], [1, 2, 1], 'same')]


def drawn(draw, shape, geometries):
    return [([draw(*shape)], {'window': w, 'strides': s, 'pad': p}) for w, s, p in geometries]


def taken(name, adapt, limit, condition=lambda x, **_: True):
    return [Known(f'nn.functional.{name}', adapt, limit, condition)]


TWINS = [
    Twin('MaxPool', 'maxPool', max_pool, taken('max_pool2d', max_sample(2), 6, largest_clearly),
         lambda: drawn(distinct, (2, 5, 4, 2), PLANAR)),
    Twin('AvgPool', 'avgPool', mean_pool, taken('avg_pool2d', mean_sample(2), 4) + taken('avg_pool1d', row_sample, 4),
         lambda: drawn(uniform, (2, 5, 4, 2), PLANAR)),
    Twin('dilatedMaxPool', 'dilatedMaxPool', max_pool, own=lambda: [([distinct(1, 6, 5, 2)], {
        'window': [2, 2], 'strides': [1, 1], 'pad': 'valid', 'dilations': [2, 2]})]),
    Twin('MaxPool3D', 'maxPool3d', max_pool, taken('max_pool3d', max_sample(3), 3, largest_clearly),
         lambda: drawn(distinct, (1, 4, 4, 3, 2), SOLID)),
    Twin('AvgPool3D', 'avgPool3d', mean_pool, taken('avg_pool3d', mean_sample(3), 3),
         lambda: drawn(uniform, (1, 4, 4, 3, 2), SOLID)),
]
