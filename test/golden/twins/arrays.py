"""Operators that move whole arrays: their gradients move them back, and add where one was copied."""
import math

import torch
import torch.nn.functional as F

from .database import Known
from .samples import uniform
from .twin import Twin


def concat_sample(parts, dim=0):
    return list(parts), {'axis': dim}


def split_sample(x, sizes, dim=0):
    """torch's one number is the parts' size, the last one's rest excepted; empty parts are no test of a gradient."""
    parts = [part.shape[dim] for part in x.split(sizes, dim)]
    return None if 0 in parts else ([x], {'sizes': parts, 'axis': dim})


def flip_sample(x, dims):
    return [x], {'axes': list(dims)}


def tile_sample(x, reps):
    """tfjs wants a number for each axis: both get leading ones."""
    rank = max(x.dim(), len(reps))
    return [x.reshape([1] * (rank - x.dim()) + list(x.shape))], {'reps': [1] * (rank - len(reps)) + list(reps)}


def expand_sample(x, shape):
    return [x], {'shape': list(x.expand(shape).shape)}


def permute_sample(x, permutation):
    return [x], {'permutation': [p % x.dim() for p in permutation]}


def transpose_sample(x, first, second):
    order = list(range(x.dim()))
    if order:
        order[first], order[second] = order[second], order[first]
    return [x], {'permutation': order}


def squeeze_sample(x, dim=None):
    """torch leaves an axis that is longer than 1, tfjs refuses it."""
    if dim is None:
        return [x], {'axes': []}
    return ([x], {'axes': [dim]}) if x.dim() and x.shape[dim] == 1 else None


def every_axis(x, pads):
    """torch lists pads from the last axis backwards; tfjs wants a pair for every axis, and does not crop."""
    pairs = [list(pads[i:i + 2]) for i in range(0, len(pads), 2)][::-1]
    return [[0, 0]] * (x.dim() - len(pairs)) + pairs if min(pads) >= 0 else None


def pad_sample(x, pads, mode='constant', value=0.0):
    paddings = every_axis(x, pads)
    return ([x], {'paddings': paddings, 'value': value}) if paddings else None


def reflect_sample(x, pads, mode):
    paddings = every_axis(x, pads)
    return ([x], {'paddings': paddings, 'mode': mode}) if paddings else None


def pad(x, paddings, value):
    return F.pad(x, [p for pair in reversed(paddings) for p in pair], value=value)


def mirror_pad(x, paddings, mode):
    """Reflection as a gather along every axis; symmetric repeats the border, reflect does not."""
    for axis, (before, after) in enumerate(paddings):
        size = x.shape[axis]
        repeat = 1 if mode == 'symmetric' else 0
        left = list(range(before - repeat, -repeat, -1))
        right = list(range(size - 2 + repeat, size - 2 + repeat - after, -1))
        x = x.index_select(axis, torch.tensor(left + list(range(size)) + right))
    return x


def space_to_batch(x, block, paddings):
    """(N, H, W, …) → (N·bh·bw, H/bh, W/bw, …), the block's offset outermost."""
    m, rest = len(block), list(x.shape[1 + len(block):])
    x = pad(x, [[0, 0]] + paddings + [[0, 0]] * len(rest), 0)
    n, spatial = x.shape[0], [s // b for s, b in zip(x.shape[1:1 + m], block)]
    x = x.reshape([n] + [v for pair in zip(spatial, block) for v in pair] + rest)
    order = [2 + 2 * i for i in range(m)] + [0] + [1 + 2 * i for i in range(m)] + list(range(1 + 2 * m, x.dim()))
    return x.permute(order).reshape([n * math.prod(block)] + spatial + rest)


def batch_to_space(x, block, crops):
    m, spatial, rest = len(block), list(x.shape[1:1 + len(block)]), list(x.shape[1 + len(block):])
    n = x.shape[0] // math.prod(block)
    order = [m] + [v for i in range(m) for v in (m + 1 + i, i)] + list(range(2 * m + 1, 2 * m + 1 + len(rest)))
    x = x.reshape(block + [n] + spatial + rest).permute(order)
    x = x.reshape([n] + [s * b for s, b in zip(spatial, block)] + rest)
    for axis, (before, after) in enumerate(crops, 1):
        x = x.narrow(axis, before, x.shape[axis] - before - after)
    return x


TWINS = [
    Twin('Concat', 'concat', lambda *xs, axis: torch.cat(xs, axis), [Known('cat', concat_sample)]),
    Twin('Pack', 'stack', lambda *xs, axis: torch.stack(xs, axis), [Known('stack', concat_sample, 6)]),
    Twin('Unpack', 'unstack', lambda x, axis: x.unbind(axis), [Known('unbind', lambda x, dim: ([x], {'axis': dim}), 5)],
         lambda: [([uniform(2, 3, 2)], {'axis': 1}), ([uniform(1, 3)], {'axis': 0})]),
    Twin('SplitV', 'split', lambda x, sizes, axis: x.split(sizes, axis),
         [Known('split', split_sample), Known('split_with_sizes', split_sample)],
         lambda: [([uniform(6)], {'sizes': [1, 3, 2], 'axis': 0})]),
    Twin('Reverse', 'reverse', lambda x, axes: x.flip(axes), [Known('flip', flip_sample, 5)]),
    Twin('Tile', 'tile', lambda x, reps: x.repeat(reps), [Known('tile', tile_sample, 8)], lambda: [
        ([uniform(2, 1, 3)], {'reps': [1, 2, 2]}), ([uniform(1, 2, 2, 1)], {'reps': [2, 1, 1, 3]}),
        ([uniform(2, 1, 1, 2, 1)], {'reps': [1, 2, 1, 2, 3]})]),
    Twin('BroadcastTo', 'broadcastTo', lambda x, shape: x.expand(shape), [Known('expand', expand_sample, 9)]),
    Twin('Transpose', 'transpose', lambda x, permutation: x.permute(permutation),
         [Known('permute', permute_sample), Known('transpose', transpose_sample)]),
    Twin('Reshape', 'reshape', lambda x, shape: x.reshape(shape),
         [Known('reshape', lambda x, shape: ([x], {'shape': list(shape)}), 7)]),
    Twin('ExpandDims', 'expandDims', lambda x, axis: x.unsqueeze(axis),
         [Known('unsqueeze', lambda x, dim: ([x], {'axis': dim}), 9)]),
    Twin('squeeze', 'squeeze', lambda x, axes: x.squeeze(axes[0]) if axes else x.squeeze(),
         [Known('squeeze', squeeze_sample)]),
    Twin('PadV2', 'pad', pad, [Known('nn.functional.pad/constant', pad_sample, 8)]),
    Twin('MirrorPad', 'mirrorPad', mirror_pad, [Known('nn.functional.pad/reflect', reflect_sample, 6)], lambda: [
        ([uniform(4)], {'paddings': [[2, 1]], 'mode': 'reflect'}),
        ([uniform(4)], {'paddings': [[2, 1]], 'mode': 'symmetric'}),
        ([uniform(3, 3)], {'paddings': [[1, 2], [0, 1]], 'mode': 'reflect'}),
        ([uniform(1, 3, 3, 2)], {'paddings': [[0, 0], [1, 1], [1, 2], [0, 0]], 'mode': 'symmetric'})]),
    # The database has neither of these: pixel_shuffle orders a block otherwise.
    Twin('SpaceToBatchND', 'spaceToBatchND', space_to_batch, own=lambda: [
        ([uniform(1, 4, 4, 1)], {'block': [2, 2], 'paddings': [[0, 0], [0, 0]]}),
        ([uniform(2, 3, 2, 2)], {'block': [2, 3], 'paddings': [[1, 0], [0, 1]]})]),
    Twin('BatchToSpaceND', 'batchToSpaceND', batch_to_space, own=lambda: [
        ([uniform(4, 2, 2, 1)], {'block': [2, 2], 'crops': [[0, 0], [0, 0]]}),
        ([uniform(6, 2, 2, 2)], {'block': [2, 3], 'crops': [[1, 0], [0, 1]]})]),
]
