"""Convolutions."""
import torch
import torch.nn.functional as F

from .matrices import ACTIVATIONS
from .database import Known
from .convolution_samples import linear_sample, planar_sample, transposed_sample
from .samples import uniform
from .spatial import channels_first, channels_last, convolve, kernel_first, padded, pairs
from .twin import Twin


def conv(x, w, strides, pad, dilations):
    return convolve(x, kernel_first(w), strides, pad, dilations)


def depthwise_kernel(w):
    """(h, w, C, multiplier) → (C·multiplier, 1, h, w)"""
    return w.flatten(2).movedim(-1, 0).unsqueeze(1)


def depthwise(x, w, strides, pad, dilations):
    return convolve(x, depthwise_kernel(w), strides, pad, dilations, groups=x.shape[-1])


def separable(x, w, pointwise, strides, pad, dilations):
    return conv(depthwise(x, w, strides, pad, dilations), pointwise, [1, 1], 'valid', [1, 1])


def transposed(dy, w, shape, strides, pad):
    """The gradient of conv with respect to an input of that shape; w is (h, w, in, out) with dy's channels last."""
    sizes = shape[1:-1]
    (top, bottom), (left, right) = pairs(pad, sizes, w.shape[:2], strides, [1, 1])
    y = F.conv_transpose2d(channels_first(dy), kernel_first(w), stride=strides)
    y = F.pad(y, [0, max(0, sizes[1] + left + right - y.shape[3]), 0, max(0, sizes[0] + top + bottom - y.shape[2])])
    return channels_last(y[:, :, top:top + sizes[0], left:left + sizes[1]])


def dilation(x, w, strides, pad, dilations):
    """Grey-scale dilation: y = max over the window of x + w; w is (h, w, C)."""
    kernel = w.shape[:2]
    x = padded(channels_first(x), pad, kernel, strides, dilations, value=-1e9)
    b, c = x.shape[:2]
    size = [(s - (k - 1) * d - 1) // t + 1 for s, k, d, t in zip(x.shape[2:], kernel, dilations, strides)]
    windows = F.unfold(x, kernel, dilation=dilations, stride=strides).reshape(b, c, -1, *size)
    return channels_last((windows + w.flatten(0, 1).T.reshape(1, c, -1, 1, 1)).amax(2))


def fused(function):
    return lambda x, w, bias, activation, **geometry: ACTIVATIONS[activation](function(x, w, **geometry) + bias)


def geometry(strides, pad, dilations=None):
    return {'strides': strides, 'pad': pad, 'dilations': dilations or [1] * len(strides)}


EXPLICIT = [[0, 0], [1, 0], [2, 1], [0, 0]]
GEOMETRIES = [geometry([1, 1], 'valid'), geometry([1, 1], 'same'), geometry([2, 2], 'same'), geometry([2, 1], EXPLICIT)]
# tfjs reads a number as padding of square windows with equal strides.
NUMBER = [geometry([2, 2], 1)]
DILATED = [geometry([1, 1], 'same', [2, 2]), geometry([1, 1], [[0, 0], [1, 2], [0, 3], [0, 0]], [2, 3])]


def planar(*filter_shape, geometries=GEOMETRIES):
    return [([uniform(2, 5, 4, 2), uniform(*filter_shape)], g) for g in geometries]


def conv_samples():
    return (planar(3, 2, 2, 3) + planar(3, 3, 2, 2, geometries=NUMBER)
            + planar(1, 1, 2, 3, geometries=GEOMETRIES[:1]) + planar(2, 2, 2, 2, geometries=DILATED))


def fused_samples(*filter_shape, channels):
    bent = [*zip(('linear', 'relu', 'sigmoid', 'elu'), GEOMETRIES), ('linear', DILATED[0]), ('relu', DILATED[1])]
    return [([uniform(1, 4, 4, 2), uniform(*filter_shape), uniform(channels)], {**g, 'activation': a}) for a, g in bent]


def transposed_samples():
    cases = [([1, 4, 4, 2], [3, 3], [1, 1], 'valid'), ([2, 4, 5, 2], [2, 3], [1, 1], 'same'),
             ([1, 5, 4, 2], [3, 2], [2, 2], 'same'), ([1, 5, 6, 1], [3, 2], [2, 2], 'valid')]
    found = []
    for shape, kernel, strides, pad in cases:
        w = uniform(*kernel, shape[-1], 3)
        dy = torch.zeros_like(conv(torch.zeros(shape).double(), w, strides, pad, [1, 1]))
        found.append(([uniform(*dy.shape), w], {'shape': shape, 'strides': strides, 'pad': pad}))
    return found


TWINS = [
    Twin('Conv2D', 'conv2d', conv, [Known('nn.functional.conv2d', planar_sample(False, False), 6)], conv_samples),
    Twin('conv1d', 'conv1d', conv, [Known('nn.functional.conv1d', linear_sample)], lambda: [
        ([uniform(2, 6, 2), uniform(3, 2, 3)], geometry(*g)) for g in (([1], 'same'), ([2], 'valid'))]),
    Twin('Conv2DBackpropInput', 'conv2dTranspose', transposed,
         [Known('nn.functional.conv_transpose2d', transposed_sample)], transposed_samples),
    # torch 1.13's database has no conv3d, no separable convolution and no dilation.
    Twin('Conv3D', 'conv3d', conv, own=lambda: [
        ([uniform(1, 3, 4, 3, 2), uniform(2, 2, 3, 2, 2)], geometry(*g)) for g in (
            ([1, 1, 1], 'valid'), ([1, 1, 1], 'same'), ([1, 2, 2], 'same'), ([1, 1, 1], 'same', [2, 1, 1]),
            ([1, 1, 1], 'valid', [1, 3, 1]))]),
    Twin('DepthwiseConv2dNative', 'depthwiseConv2d', depthwise,
         [Known('nn.functional.conv2d', planar_sample(True, False), 5)],
         lambda: planar(3, 2, 2, 1) + planar(2, 2, 2, 2, geometries=GEOMETRIES[:3] + NUMBER + DILATED)),
    Twin('separableConv2d', 'separableConv2d', separable, own=lambda: [
        ([uniform(1, 4, 4, 2), uniform(3, 2, 2, 2), uniform(1, 1, 4, 3)], g) for g in GEOMETRIES[:3]]),
    Twin('Dilation2D', 'dilation2d', dilation, own=lambda: [([uniform(1, 5, 4, 2), uniform(2, 3, 2)], g) for g in (
        geometry([1, 1], 'valid'), geometry([1, 1], 'same'), geometry([2, 2], 'same'),
        geometry([1, 1], 'valid', [2, 1]))]),
    Twin('FusedConv2D', 'fusedConv2d', fused(conv),
         [Known('nn.functional.conv2d', planar_sample(False, True, activation='linear'))],
         lambda: fused_samples(3, 2, 2, 3, channels=3)),
    Twin('FusedDepthwiseConv2D', 'fusedDepthwiseConv2d', fused(depthwise),
         [Known('nn.functional.conv2d', planar_sample(True, True, activation='linear'))],
         lambda: fused_samples(3, 2, 2, 2, channels=4)),
]
