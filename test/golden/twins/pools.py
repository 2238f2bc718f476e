"""Pools."""
import torch
import torch.nn.functional as F

from .samples import database, distinct, uniform
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


def pair(value):
    return [value, value] if isinstance(value, int) else list(value) * (2 // len(value))


def torch_sample(draw):
    def adapt(x, kernel_size, stride=None, padding=0, ceil_mode=False, *_, dilation=1, return_indices=False, **__):
        if x.dim() != 4 or ceil_mode or return_indices or pair(dilation) != [1, 1]:
            return None
        pads = [[0, 0]] + [[p, p] for p in pair(padding)] + [[0, 0]]
        shape = [x.shape[0], *x.shape[2:], x.shape[1]]
        return [draw(*shape)], {'window': pair(kernel_size), 'strides': pair(stride or kernel_size), 'pad': pads}
    return adapt


PLANAR = [([2, 2], [2, 2], 'valid'), ([2, 2], [1, 1], 'same'), ([3, 2], [2, 1], 'same'), ([3, 3], [2, 2], 1)]
SOLID = [([2, 2, 2], [2, 2, 2], 'valid'), ([2, 3, 2], [1, 2, 1], 'same')]


def drawn(draw, shape, geometries):
    return [([draw(*shape)], {'window': w, 'strides': s, 'pad': p}) for w, s, p in geometries]


TWINS = [
    Twin('MaxPool', 'maxPool', max_pool,
         lambda: database('nn.functional.max_pool2d', 4, torch_sample(distinct)) + drawn(distinct, (2, 5, 4, 2), PLANAR)),
    Twin('AvgPool', 'avgPool', mean_pool, lambda: drawn(uniform, (2, 5, 4, 2), PLANAR)),
    Twin('dilatedMaxPool', 'dilatedMaxPool', max_pool, lambda: [([distinct(1, 6, 5, 2)], {
        'window': [2, 2], 'strides': [1, 1], 'pad': 'valid', 'dilations': [2, 2]})]),
    Twin('MaxPool3D', 'maxPool3d', max_pool, lambda: drawn(distinct, (1, 4, 4, 3, 2), SOLID)),
    Twin('AvgPool3D', 'avgPool3d', mean_pool, lambda: drawn(uniform, (1, 4, 4, 3, 2), SOLID)),
]
