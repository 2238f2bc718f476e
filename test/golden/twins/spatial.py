"""Geometry that convolutions and pools share: channels last, and TensorFlow's 'same', which pads the end more."""
import torch
import torch.nn.functional as F


def pairs(pad, sizes, kernel, strides, dilations):
    """Padding before and after for each spatial axis; `pad` is 'valid', 'same', a number, or pairs for all axes."""
    if pad == 'valid':
        return [(0, 0)] * len(sizes)
    if isinstance(pad, int):
        return [(pad, pad)] * len(sizes)
    if isinstance(pad, list):
        return [tuple(p) for p in pad[1:-1]]
    totals = [max((-(-size // s) - 1) * s + (k - 1) * d + 1 - size, 0)
              for size, k, s, d in zip(sizes, kernel, strides, dilations)]
    return [(total // 2, total - total // 2) for total in totals]


def channels_first(x):
    return x.movedim(-1, 1)


def channels_last(x):
    return x.movedim(1, -1)


def padded(x, pad, kernel, strides, dilations, value=0.0):
    """x is (B, C, spatial…)."""
    both = pairs(pad, x.shape[2:], kernel, strides, dilations)
    return F.pad(x, [p for pair in reversed(both) for p in pair], value=value)


def kernel_first(w):
    """(spatial…, in, out) → (out, in, spatial…)"""
    return w.movedim(-1, 0).movedim(-1, 1)


def convolve(x, w, strides, pad, dilations, groups=1):
    """x (B, spatial…, C), w (out, C / groups, spatial…) → (B, spatial…, out)"""
    x = padded(channels_first(x), pad, w.shape[2:], strides, dilations)
    function = {3: F.conv1d, 4: F.conv2d, 5: F.conv3d}[x.dim()]
    return channels_last(function(x, w, stride=strides, dilation=dilations, groups=groups))
